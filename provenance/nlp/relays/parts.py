"""What the rules of relays hand to one another: media, statements, links between them, and the word lists behind.

Owns these records and no decision.
"""

import tomllib
from dataclasses import dataclass
from enum import StrEnum

from provenance.core.dates import WEEKDAYS
from provenance.core.records import AgentKind, Role
from provenance.nlp.sentences import Sentence, TokenRange
from provenance.resources import resource_path

_DATA = tomllib.loads(resource_path("nlp/data/relays.toml").read_text(encoding="utf-8"))
# Each word that makes a medium of what stands before it, with the form of medium that it names.
FORMS = {word: form for form, words in _DATA["forms"].items() for word in words.split()}
NEEDS = {word: frozenset(words.split()) for word, words in _DATA["needs"].items()}
# Places in a chain, from the speaker outwards: who put his words into another language; whom he told and where he
# wrote; who quoted or published that; who reported it all.
CLOSEST, NEAR, INNER, OUTER = range(4)
DAYS = frozenset(WEEKDAYS)
LANGUAGES: dict[str, str] = _DATA["languages"]
PHRASE_TABLES: list[dict[str, str]] = _DATA["phrases"]


def relay_words(name: str) -> frozenset[str]:
    """Return a list of `data/relays.toml` by its key."""
    return frozenset(_DATA["words"][name].split())


class Way(StrEnum):
    """How a medium comes by the words, which decides how far it reaches.

    `TALK`: the speaker spoke to it, on it or in it, so that what else he says there came the same way. `POST`: he
    published there. `RECORD`: it published a recording or document that holds the words of several. `REPORT`: it tells
    what he said. `ONCE`: whatever covers the one statement alone.
    """

    TALK = "talk"
    TOLD = "told"
    POST = "post"
    RECORD = "record"
    REPORT = "report"
    ONCE = "once"


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """Words that name a medium, with what it is.

    Attributes:
        tokens: The words that name it, its programme or kind included.
        phrase: The same with determiners and journalists: "the daily Kommersant", "CNN’s Wolf Blitzer".
        name: Its fullest usual name, or its description.
        role: What it does where it carries words.
        kind: What it is.
        form: What the article may call it later: `newspaper` for "the paper"; empty where nothing tells.
        host: Name of the journalist who stands in the phrase; None for none.
    """

    tokens: TokenRange
    phrase: TokenRange
    name: str
    role: Role
    kind: AgentKind
    form: str = ""
    host: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """An intermediary that the text names.

    Attributes:
        role: What it does.
        name: Its fullest usual name, or its description.
        kind: What it is.
        mention: The words that name it; None where the verb alone does ("tweeted").
        evidence: The words that show the hop.
        outward: Place in the chain, `CLOSEST` next to the speaker; what carried a teller’s words stands beyond `OUTER`.
        way: How it came by the words.
        explicit: False where it is carried over from another sentence.
        lang_from: BCP 47 tag of the language in which it got the words; None where the text does not tell.
        lang_to: The same of the language in which it passed them on.
    """

    role: Role
    name: str
    kind: AgentKind
    mention: TokenRange | None
    evidence: TokenRange
    outward: int
    way: Way = Way.ONCE
    explicit: bool = True
    lang_from: str | None = None
    lang_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What relays need to know of an attribution.

    Attributes:
        sentence: Where its cue stands, or its content where it has none.
        cue: The words of the cue.
        source: The words of the source.
        contents: Its contents.
        speaker: Name of the resolved speaker; None where unknown.
        kind: What the speaker is; None where unknown.
    """

    sentence: Sentence
    cue: TokenRange | None
    source: TokenRange | None
    contents: tuple[TokenRange, ...]
    speaker: str | None
    kind: AgentKind | None = None

    @property
    def place(self) -> int:
        """The word that tells where it stands: its cue’s first, or its content’s."""
        return (self.cue or self.contents[0])[0]


def holds(outer: Statement, inner: Statement) -> bool:
    """Say whether cue, source and contents of one attribution all stand inside the contents of another."""
    parts = [*inner.contents, *(p for p in (inner.cue, inner.source) if p)]
    return bool(inner.source) and all(any(s <= a and b <= e for s, e in outer.contents) for a, b in parts)
