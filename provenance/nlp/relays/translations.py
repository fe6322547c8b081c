"""Words that were put into another language on their way: "according to a Russian translation", "via a translator".

Owns translations as relays, and from which language into which they went as far as the text tells.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from provenance.core.records import AgentKind, Role
from provenance.nlp.relays.parts import CLOSEST, LANGUAGES, Relay
from provenance.nlp.sentences import Reading

TRANSLATIONS = frozenset({"translation", "translations"})
_NOUNS = TRANSLATIONS | {"translator", "interpreter", "translators", "interpreters"}
_BEFORE = frozenset({"through", "in", "by", "via", "from"})
_ACCORDING = ("according", "to")
_ARTICLES = frozenset({"the", "a", "an", "some", "one"})
_ADJECTIVES = frozenset({"official", "unofficial", "simultaneous", "government"})
# What joins a translation to a language behind it: "from the Korean", "of the Korean original", "into English".
_FROM, _INTO = frozenset({"from", "of"}), frozenset({"into", "to"})


def find_translations(reading: Reading, floor: int, ceiling: int) -> Iterator[Relay]:
    """Find the translations of a sentence, and who made them where they have no name."""
    for i in range(floor, ceiling):
        if reading.region_of[i] >= 0 or reading.lower[i] not in _NOUNS:
            continue
        start = _phrase_start(reading, i, floor)
        led = reading.lower[max(floor, start - 2) : start]
        if led == _ACCORDING or (led and led[-1] in _BEFORE):
            yield _translation(reading, start - (len(led) if led == _ACCORDING else 1), start, i)


def _phrase_start(reading: Reading, i: int, floor: int) -> int:
    """Return where the noun phrase of a translation begins: "an official English translation"."""
    start = i
    while start > floor and (
        reading.lower[start - 1] in _ARTICLES | _ADJECTIVES
        or (reading.is_name(start - 1) and reading.lower[start - 1] not in _BEFORE | set(_ACCORDING))
    ):
        start -= 1
    return start


def _translation(reading: Reading, led: int, start: int, i: int) -> Relay:
    """Build the relay of a translation with its languages; those of an interpreter could be either, so none is told."""
    is_text = reading.lower[i] in TRANSLATIONS
    lang_to = next((LANGUAGES[w] for w in reading.lower[start:i] if w in LANGUAGES), None) if is_text else None
    lang_from, end = None, i + 1
    behind = end + 1 + (reading.lower[end + 1 : end + 2] == ("the",))
    told = LANGUAGES.get(reading.lower[behind]) if is_text and behind < len(reading.words) else None
    if told and reading.lower[end] in _FROM:
        lang_from, end = told, behind + 1
    elif told and reading.lower[end] in _INTO:
        lang_to, end = told, behind + 1
    return Relay(
        role=Role.TRANSLATION,
        name=" ".join(reading.text((start, i + 1)).split()),
        kind=AgentKind.UNNAMED,
        mention=(start, i + 1),
        evidence=(led, end),
        outward=CLOSEST,
        lang_from=lang_from,
        lang_to=lang_to,
    )


def with_spoken(relays: Sequence[Relay], language: str | None) -> tuple[Relay, ...]:
    """Let a translation start from the language that the text says was spoken: "said in Korean, via a translator"."""
    return tuple(
        replace(relay, lang_from=language) if relay.role is Role.TRANSLATION and relay.lang_from is None else relay
        for relay in relays
    )
