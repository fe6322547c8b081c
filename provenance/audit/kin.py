"""What a family tells each of its members: counted once a family, since the same words may stand in thousands."""

from collections.abc import Mapping
from functools import lru_cache

from provenance.audit.wording import is_named
from provenance.core.known import OutletLabel
from provenance.core.records import Form
from provenance.core.text import name_key
from provenance.store.audited import AuditedFamily, AuditedHop, AuditedQuotation, FamilyMember

STATE_CONTROLLED = "state_controlled"
# On an unknown day a label holds if it still does.
_UNKNOWN_DAY = "9999-12-31"
_REMEMBERED = 256


def is_published_by(said: AuditedQuotation, outlet: str) -> bool:
    """Say whether an outlet of that name published the same words itself."""
    return said.family is not None and name_key(outlet) in _publishers(said.family)


def has_free_relay(said: AuditedQuotation) -> bool:
    """Say whether the same words came through a named relay that no state controls, in another article."""
    return said.family is not None and bool(_freely_carried(said.family) - {said.stored.article.id})


def find_spokesperson(said: AuditedQuotation, principal: str) -> FamilyMember | None:
    """Find another quotation of the same words whose speaker speaks for somebody, `ag_…`; None where there is none."""
    return _spoken_for(said.family).get(principal) if said.family else None


@lru_cache(maxsize=_REMEMBERED)
def first_printing(family: AuditedFamily) -> FamilyMember | None:
    """Find the earliest quotation of a family that has words in quotation marks; None where none has."""
    return next((member for member in family.members if member.form is not Form.INDIRECT), None)


def labels_on(each: AuditedHop, label: str, *, day: str) -> list[OutletLabel]:
    """Find the labels of one kind that the medium behind a hop had on a day.

    Args:
        each: The hop.
        label: Such as `state_controlled`.
        day: ISO 8601 date or time, as precise as it is known; where precisions differ, what may be so counts.
    """
    said = each.outlet.labels if each.outlet else ()
    return [one for one in said if one.label == label and one.holds_on(day)]


@lru_cache(maxsize=_REMEMBERED)
def _publishers(family: AuditedFamily) -> frozenset[str]:
    return frozenset(name_key(member.publisher.name) for member in family.members if member.publisher)


@lru_cache(maxsize=_REMEMBERED)
def _freely_carried(family: AuditedFamily) -> frozenset[str]:
    """Give the articles in which a named relay carried the words, and none that a state controls."""
    return frozenset(member.article for member in family.members if _is_free(member))


@lru_cache(maxsize=_REMEMBERED)
def _spoken_for(family: AuditedFamily) -> Mapping[str, FamilyMember]:
    """Give for each principal the first member whose speaker speaks for it."""
    found: dict[str, FamilyMember] = {}
    for member in family.members:
        if member.speaker and member.principal and member.speaker.id != member.principal.id:
            found.setdefault(member.principal.id, member)
    return found


def _is_free(member: FamilyMember) -> bool:
    day = member.published or _UNKNOWN_DAY
    controlled = any(labels_on(each, STATE_CONTROLLED, day=day) for each in member.relays)
    return not controlled and any(is_named(each) for each in member.relays)
