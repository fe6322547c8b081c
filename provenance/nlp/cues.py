"""Where a text says that it reports: each cue with its source, before anybody asks for the content.

Owns cues. A cue is a reporting verb with a subject, "according to", a participle ("saying") that shares the subject of
its clause, or the colon of a transcript ("WALLACE: …").
"""

from dataclasses import dataclass
from enum import Enum, auto

from provenance.nlp.lexicon import (
    ACTING_CUES,
    ADVERBS,
    AUXILIARIES,
    CUES,
    DETERMINERS,
    GOVERNING,
    NAMING_CUES,
    NOUN_LIKE,
    STRONG_CUES,
    SUBJECT_PRONOUNS,
    TRANSCRIPT_STOP,
)
from provenance.nlp.sentences import Reading, Sentence, TokenRange
from provenance.nlp.sources import find_source_left, find_source_right, find_subject

_PASSIVE = frozenset({"was", "were", "is", "are", "be", "been", "being", "get", "got", "'s"})
_GOING = frozenset({"go", "goes", "going", "gone", "went"})
# "he continued" reports, "he continued to work" does not.
_GOING_ON = frozenset({"continue", "continues", "continued"})
_LONGEST_LABEL = 4
_LONGEST_HEAD = 6
_LONGEST_QUOTED = 16
# What stands between a quotation and the name that signs it.
DASHES = frozenset({"—", "–", "-", "―", "--"})
_QUOTING = frozenset({"quoted", "quotes", "quoting", "cited", "cites", "citing"})
_AS_SAYING = frozenset({"saying", "telling", "writing", "stating", "reporting", "claiming", "arguing", "adding"})


class CueKind(Enum):
    """How a cue takes its content."""

    REPORTING = auto()  # said, with or without "that"
    CLAUSAL = auto()  # believes, only with "that" or marks
    NAMING = auto()  # called it “…”
    ACTING = auto()  # expressed confidence that
    ACCORDING = auto()  # according to
    LABEL = auto()  # WALLACE:


_INVERTING = frozenset({CueKind.REPORTING, CueKind.CLAUSAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A cue with its source.

    Attributes:
        tokens: The words of the cue.
        source: The words of the source; None where the clause names none.
        kind: How it takes its content.
        inverted: True where the source follows: “…,” said Kim.
    """

    tokens: TokenRange
    source: TokenRange | None
    kind: CueKind
    inverted: bool = False

    @property
    def start(self) -> int:
        """First token of cue and source together."""
        return min(self.tokens[0], self.source[0]) if self.source else self.tokens[0]

    @property
    def end(self) -> int:
        """One past the last token of cue and source, where the source stands next to the cue."""
        return max(self.tokens[1], self.source[1]) if self.source and self.inverted else self.tokens[1]


def find_cues(reading: Reading, sentence: Sentence) -> tuple[Cue, ...]:
    """Find the cues of a sentence, in order, outside of all quotation marks."""
    found: list[Cue] = []
    label = _find_label(reading, sentence) or _find_signature(reading, sentence)
    if label:
        found.append(label)
    i = label.end if label else sentence.start
    if label and label.kind is CueKind.LABEL and reading.region_of[label.tokens[0]] >= 0:
        return (label,)
    while i < sentence.end:
        cue = _find_cue(reading, sentence, i, found) if reading.region_of[i] < 0 else None
        if cue:
            found.append(cue)
        i = max(i + 1, cue.end if cue else 0)
    return tuple(found)


def _find_label(reading: Reading, sentence: Sentence) -> Cue | None:
    """Find the speaker's label of a transcript: "WALLACE: Let’s start", at the start of a paragraph."""
    start = sentence.start + (not reading.words[sentence.start][:1].isalnum())
    for i in range(start, min(start + _LONGEST_LABEL + 1, sentence.end - 1)):
        if reading.words[i] == ":":
            names = range(start, i)
            is_label = all(reading.words[k].isupper() or reading.words[k] in {".", "-"} for k in names)
            stops = not names or reading.lower[start] in TRANSCRIPT_STOP
            if is_label and not stops and len(reading.words[start]) > 1:
                return Cue(tokens=(i, i + 1), source=(start, i), kind=CueKind.LABEL)
            return None
    return None


def _find_signature(reading: Reading, sentence: Sentence) -> Cue | None:
    """Find the name that signs a quotation: “…” — Veronica Cruz."""
    region = reading.region_of[sentence.start]
    if region < 0:
        return None
    dash = reading.regions[region][1]
    end = sentence.end - (reading.words[sentence.end - 1] == ".")
    is_signed = dash < end and reading.words[dash] in DASHES and end - dash <= _LONGEST_HEAD
    if not is_signed or not all(reading.is_name(i) or reading.words[i] == "." for i in range(dash + 1, end)):
        return None
    return Cue(tokens=(dash, dash + 1), source=(dash + 1, end), kind=CueKind.REPORTING, inverted=True)


def _find_cue(reading: Reading, sentence: Sentence, i: int, found: list[Cue]) -> Cue | None:
    word = reading.lower[i]
    if word == "according":
        return _according(reading, sentence, i)
    if word in _QUOTING:
        passive = _is_passive(reading, sentence, i)
        return _was_quoted(reading, sentence, i) if passive else _quoted_as(reading, sentence, i)
    if word not in CUES:
        return _unlisted(reading, sentence, i)
    if word.endswith("ing"):
        return _participle(reading, sentence, i, found)
    if reading.lower[i - 1] == "to":
        return _infinitive(reading, sentence, i)
    return None if _is_passive(reading, sentence, i) else _finite(reading, sentence, i, found)


def _according(reading: Reading, sentence: Sentence, i: int) -> Cue | None:
    if i + 1 >= sentence.end or reading.lower[i + 1] != "to":
        return None
    source = find_source_right(reading, sentence, i + 2)
    return Cue(tokens=(i, i + 2), source=source, kind=CueKind.ACCORDING, inverted=True) if source else None


def _infinitive(reading: Reading, sentence: Sentence, i: int) -> Cue | None:
    """Read an infinitive that reports: "went on to say", "sought to portray", and never "declined to say"."""
    governed = _governed(reading, sentence, i)
    source = find_source_left(reading, sentence, i - governed) if governed else None
    return Cue(tokens=(i - governed, i + 1), source=source, kind=_kind_of(reading.lower[i])) if source else None


def _kind_of(word: str) -> CueKind:
    if word in STRONG_CUES:
        return CueKind.REPORTING
    if word in NAMING_CUES:
        return CueKind.NAMING
    return CueKind.ACTING if word in ACTING_CUES else CueKind.CLAUSAL


def _is_passive(reading: Reading, sentence: Sentence, i: int) -> bool:
    """Say whether the verb is no report of its subject: "was told"."""
    k = i - 1
    while k >= sentence.start and reading.lower[k] in ADVERBS:
        k -= 1
    return k >= sentence.start and reading.lower[k] in _PASSIVE


def _was_quoted(reading: Reading, sentence: Sentence, i: int) -> Cue | None:
    """Read "Lavrov was quoted in Russian media saying that …": the cue runs to the word before the content."""
    source = find_source_left(reading, sentence, i)
    saying = next((k for k in range(i + 1, sentence.end) if reading.lower[k] in {"saying", "telling"}), None)
    if source is None:
        return None
    end = saying + 1 if saying is not None else i + 1
    return Cue(tokens=(i - 1, end), source=source, kind=CueKind.REPORTING)


def _participle(reading: Reading, sentence: Sentence, i: int, found: list[Cue]) -> Cue | None:
    if reading.lower[i] in NOUN_LIKE or (i > sentence.start and reading.lower[i - 1] in DETERMINERS | {"of", "to"}):
        return None
    absolute = find_source_left(reading, sentence, i)
    if absolute and absolute[0] > sentence.start and reading.lower[absolute[0] - 1] == "with":
        return Cue(tokens=(i, i + 1), source=absolute, kind=_kind_of(reading.lower[i]))
    near = found[-1] if found and found[-1].kind is not CueKind.ACCORDING else None
    source = near.source if near else find_subject(reading, sentence, i)
    if source is None or source[0] >= i:
        return None
    return Cue(tokens=(i, i + 1), source=source, kind=_kind_of(reading.lower[i]))


def _quoted_as(reading: Reading, sentence: Sentence, i: int) -> Cue | None:
    """Read "the paper quoted an official as saying": the source stands inside the cue, the subject is a relay."""
    window = range(i + 2, min(i + _LONGEST_QUOTED, sentence.end - 1))
    at = next((k for k in window if reading.lower[k] == "as" and reading.lower[k + 1] in _AS_SAYING), None)
    return Cue(tokens=(at, at + 2), source=(i + 1, at), kind=CueKind.REPORTING) if at else None


def _finite(reading: Reading, sentence: Sentence, i: int, found: list[Cue]) -> Cue | None:
    kind = _kind_of(reading.lower[i])
    if reading.lower[i] in _GOING_ON and reading.lower[i + 1 : i + 2] == ("to",):
        return None
    if kind in _INVERTING and _follows_content(reading, sentence, i):
        source = find_source_right(reading, sentence, i + 1)
        if source:
            return Cue(tokens=(i, i + 1), source=source, kind=kind, inverted=True)
    if i == sentence.start and reading.is_name(i) and kind is CueKind.REPORTING:
        return _headed(reading, sentence, i)
    shares = (i > sentence.start and reading.lower[i - 1] in {"and", "but", "then"}) or (
        i > sentence.start + 1 and reading.lower[i - 1] in ADVERBS and reading.lower[i - 2] in {"and", "but"}
    )
    if shares:
        source = found[-1].source if found and found[-1].kind is not CueKind.ACCORDING else None
        source = source or find_subject(reading, sentence, i)
    else:
        source = find_source_left(reading, sentence, i)
        source = _antecedent_of_relative(reading, sentence, source) if source else None
    if source is None or (reading.lower[i] in NOUN_LIKE and not _is_clear_subject(reading, source, i)):
        return None
    return Cue(tokens=(i, i + 1), source=source, kind=kind)


def _governed(reading: Reading, sentence: Sentence, i: int) -> int:
    """Return how many words before an infinitive govern it: "went on to say" has three, "sought to portray" two."""
    before = reading.lower[max(sentence.start, i - 3) : i]
    if before[-1:] != ("to",):
        return 0
    if before[0] in _GOING and before[1:] == ("on", "to"):
        return 3
    return 2 if before[-2:-1] and before[-2] in GOVERNING else 0


def _headed(reading: Reading, sentence: Sentence, i: int) -> Cue | None:
    """Read an inverted cue that opens its sentence: "Stated Stone: “…”"."""
    colon = next((k for k in range(i + 1, min(i + 1 + _LONGEST_HEAD, sentence.end)) if reading.words[k] == ":"), None)
    if colon is None or not reading.is_name(i + 1):
        return None
    return Cue(tokens=(i, i + 1), source=(i + 1, colon), kind=CueKind.REPORTING, inverted=True)


def _unlisted(reading: Reading, sentence: Sentence, i: int) -> Cue | None:
    """Take any verb in the past for a cue where it stands as one: “…,” the nominee riffed."""
    if (
        not reading.lower[i].endswith("ed")
        or reading.is_name(i)
        or (i + 1 < sentence.end and reading.lower[i + 1] == "by")
    ):
        return None
    source = find_source_left(reading, sentence, i)
    if source is None or source[0] <= sentence.start or source[1] - source[0] > _LONGEST_HEAD:
        return None
    before = source[0] - 1
    if reading.region_of[before] < 0 or reading.words[before - 1] not in {",", "?", "!"}:
        return None
    return Cue(tokens=(i, i + 1), source=source, kind=CueKind.REPORTING)


def _follows_content(reading: Reading, sentence: Sentence, i: int) -> bool:
    """Say whether the cue stands right behind what may be its content: a quotation, or a clause and its comma."""
    k, following = i - 1, i + 1
    if k < sentence.start or following >= sentence.end:
        return False
    if reading.region_of[k] >= 0:
        return True
    is_subject = reading.is_name(following) or reading.lower[following] in DETERMINERS - {"that", "this"}
    return reading.words[k] in {",", "—", "–"} and k > sentence.start + 1 and is_subject


def _is_clear_subject(reading: Reading, source: TokenRange, cue: int) -> bool:
    """Say whether what could be a noun is a verb: "officials claim that", never "the state visit"."""
    following = reading.lower[cue + 1] if cue + 1 < len(reading.lower) else ""
    if following in AUXILIARIES or source[1] != cue:
        return False
    last = reading.lower[source[1] - 1]
    is_plural = last.endswith("s") or last in {"they", "we", "i", "you", "people"}
    is_third = reading.lower[cue] != CUES.get(reading.lower[cue])
    return (last in SUBJECT_PRONOUNS or reading.is_name(source[1] - 1) or is_plural) if is_third else is_plural


def _antecedent_of_relative(reading: Reading, sentence: Sentence, source: TokenRange) -> TokenRange:
    """Replace "who" by what stands before it: "Cruz, who said …"."""
    if reading.lower[source[0]] not in {"who", "which"} or source[0] <= sentence.start:
        return source
    before = source[0] - (2 if reading.words[source[0] - 1] == "," else 1)
    if before < sentence.start or reading.region_of[before] >= 0:
        return source
    return find_source_left(reading, sentence, before + 1) or source
