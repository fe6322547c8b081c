"""When, in which language and on which occasion something was said, as far as the words around it tell.

Owns what is told of an utterance beside who it was. What is quoted never counts: only the words around the cue do.
"""

from collections.abc import Sequence

from provenance.core.dates import MONTHS, WEEKDAYS
from provenance.core.records import Medium
from provenance.nlp.contents import Attribution
from provenance.nlp.relays import Relay, Way
from provenance.nlp.relays.occasions import find_occasion
from provenance.nlp.relays.parts import LANGUAGES
from provenance.nlp.sentences import Reading, Sentence

# How far from its cue a day or language still belongs to it.
_NEAR = 9
_DAYS = frozenset({*WEEKDAYS, "today", "yesterday", "tonight"})
_MONTHS = frozenset({*MONTHS, *(f"{month[:3]}." for month in MONTHS), "sept.", "sept"})
_TIMES = frozenset({"month", "year"})
# What had its day, and not the words: "in an interview broadcast on Sunday", "reported on Sunday".
_OTHERS = frozenset({"broadcast", "aired", "published", "released", "taped", "reported", "dated", "scheduled", "due"})
_LANGUAGE_STARTS = frozenset(
    {"in", "speaking", "fluent", "broken", "accented", "halting", "from", "perfect", "his", "her"}
)
_PARTS = {Way.TALK: Medium.INTERVIEW, Way.TOLD: Medium.INTERVIEW}


def find_when(reading: Reading, sentence: Sentence, found: Attribution) -> str | None:
    """Find the words that tell when something was said: "on Saturday", "July 12"; None where none do."""
    words = _beside(reading, sentence, found)
    near = [i for i in words if found.cue and abs(i - found.cue[0]) <= _NEAR]
    for i in near:
        word = reading.lower[i]
        if _OTHERS & set(reading.lower[max(sentence.start, i - 3) : i]):
            continue
        if word in _DAYS:
            return word
        if word in _MONTHS and _is_date(reading, i, sentence):
            return _date(reading, i, sentence)
        if word in _TIMES and reading.lower[i - 1] == "last":
            return f"last {word}"
    return None


def _is_date(reading: Reading, i: int, sentence: Sentence) -> bool:
    """Say whether a month stands in a date, since "may" and "march" are verbs and "May" is a name."""
    before = reading.lower[i - 1] if i > sentence.start else ""
    behind = reading.words[i + 1] if i + 1 < sentence.end else ""
    return reading.is_name(i) and (
        before in {"in", "on", "last", "of", "late", "early"} or before.isdigit() or behind.isdigit()
    )


def _date(reading: Reading, i: int, sentence: Sentence) -> str:
    """Return a month with the day and year around it."""
    start = i - (i > sentence.start and reading.words[i - 1].isdigit())
    end = i + 1
    while end < min(i + 4, sentence.end) and (reading.words[end].isdigit() or reading.words[end] == ","):
        end += 1
    return " ".join(reading.lower[start:end])


def find_language(reading: Reading, sentence: Sentence, found: Attribution) -> str | None:
    """Find the language that was spoken, as a BCP 47 tag: "said in Russian", "speaking Korean"; None where untold."""
    for i in _beside(reading, sentence, found):
        tag = LANGUAGES.get(reading.lower[i])
        if tag and reading.is_name(i) and _is_spoken(reading, i, sentence):
            return tag
    return None


def _is_spoken(reading: Reading, i: int, sentence: Sentence) -> bool:
    """Say whether a language is what was spoken: "in Russian, he said", never "in Russian media"."""
    before = reading.lower[max(sentence.start, i - 3) : i]
    behind = reading.lower[i + 1] if i + 1 < sentence.end else "."
    ends = not behind[:1].isalpha() or behind in _AFTER_LANGUAGE
    starts = bool(before) and before[-1] in _LANGUAGE_STARTS
    translated = before[-1:] == ("from",) and "translated" not in before
    return ends and starts and not translated and not (before[-1] in {"his", "her"} and "in" not in before)


_AFTER_LANGUAGE = frozenset(
    {"that", "to", "on", "at", "as", "and", "before", "during", "with", "through", "when", "for", "by"}
)


def find_medium(reading: Reading, sentence: Sentence, found: Attribution, relays: Sequence[Relay]) -> Medium | None:
    """Name the occasion: what the cue says, then the words around it, then what the relays tell."""
    cue = " ".join(reading.words[slice(*found.cue)]) if found.cue else ""
    around = " ".join(reading.words[i] for i in _beside(reading, sentence, found))
    told = " ".join(reading.text(relay.evidence) for relay in relays)
    for words in (cue, around, told):
        medium = find_occasion(words) if words else None
        if medium:
            return medium
    return next((_PARTS[relay.way] for relay in relays if relay.way in _PARTS), None)


def _beside(reading: Reading, sentence: Sentence, found: Attribution) -> list[int]:
    """Return the words of a sentence that are not quoted."""
    inside = found.words
    return [i for i in range(sentence.start, sentence.end) if i not in inside and reading.region_of[i] < 0]
