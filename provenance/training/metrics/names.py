"""Is a resolved name the gold name, and a chain the gold chain?"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from provenance.core.records import Hop, Quotation
from provenance.training.corpora.records import GoldAttribution, GoldReading, GoldRelay

_SMALL = frozenset({"of", "and", "the", "for"})


def same_name(name: str | None, gold: str | None, *, accept: Iterable[str] = ()) -> bool:
    """Say whether a name is the gold name, or one that the gold accepts.

    Case, accents, punctuation and a leading article make no difference, and initials stand for the name; nobody is
    the same as nobody.

    Example:
        >>> same_name("the U.N.", "U N"), same_name("AP", "Associated Press"), same_name(None, "Ada Lovelace")
        (True, True, False)
    """
    key = _name_key(name)
    return any(_is_same(key, _name_key(other)) for other in (gold, *accept))


def _name_key(name: str | None) -> str | None:
    """Build the key; unlike `core.text.name_key` it keeps the order of the words, of which initials are made."""
    if name is None:
        return None
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"[^\w\s]", " ", re.sub(r"['’]s\b", "", plain).replace("-", " "))
    return re.sub(r"^(the|a|an) ", "", " ".join(plain.split()))


def _is_same(one: str | None, other: str | None) -> bool:
    if one == other:
        return True
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    initials = "".join(word[0] for word in long.split() if word not in _SMALL)
    return len(short) > 1 and short.replace(" ", "") == initials


def hop_name(hop: Hop) -> str | None:
    """Return whom a hop names; None where that is unknown."""
    return hop.agent.name if hop.agent else None


def speaker_name(quotation: Quotation) -> str | None:
    """Return who is predicted to speak; None where that is unknown."""
    return quotation.speaker.name if quotation.speaker else None


def same_chain(relays: Sequence[Hop], gold: Sequence[GoldRelay]) -> bool:
    """Say whether these are the gold intermediaries, in their order."""
    return len(relays) == len(gold) and all(
        same_name(hop_name(hop), wanted.name, accept=wanted.accept) for hop, wanted in zip(relays, gold, strict=True)
    )


def count_links(relays: Sequence[Hop], gold: Sequence[GoldRelay]) -> int:
    """Count the gold intermediaries that are among the predicted ones, each found once."""
    left = list(relays)
    for wanted in gold:
        found = next((hop for hop in left if same_name(hop_name(hop), wanted.name, accept=wanted.accept)), None)
        if found:
            left.remove(found)
    return len(relays) - len(left)


def choose_reading(gold: GoldAttribution, predicted: Quotation) -> GoldReading:
    """Return the reading of the gold that the prediction matches whole; the first reading where it matches none."""
    for reading in (gold.reading, *gold.alternatives):
        is_speaker = same_name(speaker_name(predicted), reading.speaker, accept=reading.accept)
        if is_speaker and same_chain(predicted.relays, reading.chain):
            return reading
    return gold.reading
