"""The phrases of journalism that make a relay of a medium: "told", "in an interview with", "as reported by".

Owns how the phrases of `data/relays.toml` are read. What they mean for a statement is decided in `relays.links`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from provenance.nlp.relays.parts import CLOSEST, DAYS, INNER, NEAR, OUTER, PHRASE_TABLES, Way, relay_words

_W = r"[^\s,.;:“”\"()]+ "
# What leads away from an occasion: "in an interview prior to his comments to the AP".
_FAR = r"(?:prior|before|after|about|and|who|but|because|saying|said|as|when|where|while|comments) "
# What somebody handed over, and no words of his: "said they had given the video to the Herald".
_OWN = r"(?:leaked|released|sent|given|provided|posted|that|they|them|he|she|it|had|we|to|video|footage|documents) "
_PARTS = {
    "{w}": _W,
    "{w-}": f"(?!{_FAR}){_W}",
    "{own}": _OWN,
    "{day}": f"(?:{'|'.join(sorted(DAYS | relay_words('times')))}) ",
    "{in-a}": rf"(?:(?:in|during|on) (?:an?|the|his|her|their|its|one|that|this|another) (?:{_W}){{0,3}})?",
}
_PLACES = {"closest": CLOSEST, "near": NEAR, "inner": INNER, "outer": OUTER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words before a medium that make it a relay.

    Attributes:
        pattern: Matches them, each word with a space behind it, up to the medium’s own phrase.
        ends: What may stand right before the medium; looked at first, since it costs less.
        needs: Words of which one must stand among those that match; empty for none.
        way: How the medium comes by the words.
        place: Where it stands in the chain.
    """

    pattern: re.Pattern[str]
    ends: frozenset[str]
    needs: frozenset[str]
    way: Way
    place: int

    def find(self, left: str, last: str) -> int | None:
        """Return where the phrase begins in the words before a medium; None where it does not stand there.

        Args:
            left: The words, in lower case, each with a space behind it.
            last: The last of them.
        """
        match = self.pattern.search(left) if last in self.ends else None
        if match is None or (self.needs and self.needs.isdisjoint(match.group().split())):
            return None
        return match.start()


def _read_phrase(table: Mapping[str, str]) -> Phrase:
    words = "".join(table["words"].split()).replace("_", " ")
    for part, pattern in _PARTS.items():
        words = words.replace(part, pattern)
    ends = table["ends"].split()
    return Phrase(
        pattern=re.compile(rf"(?:^|(?<= ))(?:{words})(?:{'|'.join(map(re.escape, ends))}) $"),
        ends=frozenset(ends),
        needs=frozenset(table.get("needs", "").split()),
        way=Way(table["way"]),
        place=_PLACES[table["place"]],
    )


PHRASES: tuple[Phrase, ...] = tuple(map(_read_phrase, PHRASE_TABLES))
