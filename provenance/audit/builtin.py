"""The checks that come with the package, registered as any plugin registers its own."""

from typing import Any

from provenance.audit import dates, decisions, origins, relays, variants, voices, words
from provenance.audit.records import Check
from provenance.plugins import hookimpl

CHECKS: tuple[Check[Any], ...] = (
    voices.find_unnamed,
    voices.find_vague,
    voices.find_missing,
    voices.find_contested,
    origins.find_conflict,
    relays.find_sourceless,
    relays.find_long,
    relays.find_state_controlled,
    relays.find_unnamed_relay,
    relays.find_spoken_for,
    relays.find_untold_translation,
    relays.find_back_translation,
    relays.find_uncredited,
    variants.find_altered,
    variants.find_turned,
    variants.find_partial,
    words.find_stitched,
    words.find_silent,
    dates.find_undated,
    dates.find_recycled,
    dates.find_impossible,
    origins.find_single_origin,
    origins.find_circle,
    origins.find_unrecorded,
    voices.find_thin,
    decisions.find_unreviewed,
    decisions.find_stranded,
)


@hookimpl
def provenance_checks() -> list[Check[Any]]:
    """Give the checks of this package, by code."""
    return list(CHECKS)
