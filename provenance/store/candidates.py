"""Which wordings may be the same as some new ones: looked up by shingles, so that the work per quotation is bounded.

One quotation of each wording is compared for all that share it, and a shingle leads to the first wordings that hold it
alone. A shingle counts the less the more wordings hold it: what everybody says, such as “the United States and”, tells
nothing, unless it is most of what is said. Few words are looked up among those of the same voice.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from provenance.core.records import Form
from provenance.core.variants.wording import (
    SHINGLE_WORDS,
    SHORT_WORDS,
    Wording,
    read_wording,
    scoped_shingles,
    sized_shingles,
    wording_hash,
)
from provenance.store.sql import one_of, one_of_numbers
from provenance.store.tables import quotations
from provenance.store.wordings import IS_FIRST, quotation_shingles, quotation_wordings

LED_TO = 64
"""The most wordings that one shingle leads to."""
EVERYBODY = 8
"""Words that more families hold are said by everybody: boilerplate, which makes nobody the same."""
DAYS = 14
"""Within so many days the same few words of the same voice are one utterance."""

# Wordings of few words that a shingle leads to, of all voices: they must not crowd out the others.
_SHORT_LED_TO = 16
# A shingle that so many wordings hold counts in full.
_TELLING = 16
_ENOUGH, _ENOUGH_OF_FEW = 2.0, 1.0
_FEW_WORDS = 6
# Who shares so much of a passage is compared, however common its words are.
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """A quotation with what decides whether it is the same as another one.

    Attributes:
        id: `qt_…`.
        version: `av_…`.
        words: What it says.
        wording: Hash under which quotations of the same words are found.
        voice: `ag_…` of the speaker as observed; None where it is unknown.
        day: Publication day as an ordinal; None where it is unknown.
        family: `fa_…`; its own for a quotation that is not in the database yet.
        shingles: Those that anybody may share, with the words of their passages; empty for one in the database.
        own_shingles: Those that only the same voice shares; empty where nobody knows it.
    """

    id: str
    version: str
    words: Wording
    wording: int
    voice: str | None
    day: int | None
    family: str
    shingles: Mapping[int, int] = field(default_factory=dict)
    own_shingles: Mapping[int, int] = field(default_factory=dict)

    def is_near(self, other: "Bearer") -> bool:
        """Say whether the same voice says both within days, or in one article."""
        if self.voice is None or self.voice != other.voice:
            return False
        if self.version == other.version:
            return True
        return self.day is not None and other.day is not None and abs(self.day - other.day) <= DAYS


def build_bearer(quotation: str, *, text: str, form: Form, version: str, voice: str | None, day: int | None) -> Bearer:
    """Build a quotation that is not in the index yet.

    Few words are a wording of their voice alone; where nobody knows the voice, of the quotation alone.
    """
    words = read_wording(text, form)
    scope = (voice or quotation) if words.is_short else ""
    shingles = sized_shingles(words)
    own = scoped_shingles(shingles, voice) if voice else ()
    return Bearer(
        id=quotation,
        version=version,
        words=words,
        wording=wording_hash(words, scope=scope),
        voice=voice,
        day=day,
        family=family_of(quotation),
        shingles=shingles,
        own_shingles=dict(zip(own, shingles.values(), strict=True)) if voice else {},
    )


def family_of(quotation: str) -> str:
    """Return the id of the family that a quotation founds."""
    return f"fa_{quotation.removeprefix('qt_')}"


def founder_of(family: str) -> str:
    """Return the quotation that founded a family, which is in it for ever unless a person says otherwise."""
    return f"qt_{family.removeprefix('fa_')}"


@dataclass(slots=True, kw_only=True)
class Index:
    """The part of the index that some new quotations touch, to which they are added one by one.

    Attributes:
        led: By shingle the wordings that it leads to, with the words of the passage there.
        known: The wordings that are there, of those of the new quotations.
        added: Rows of shingles to add.
        grown: The shingles that lead to more than they did.
    """

    led: dict[int, dict[int, int]]
    known: set[int]
    added: list[dict[str, int]] = field(default_factory=list)
    grown: set[int] = field(default_factory=set)

    def find_alike(self, bearer: Bearer) -> list[int]:
        """List the wordings of five words and more that share enough with a quotation, those that share most first."""
        leads = [(words, self.led[shingle]) for shingle, words in bearer.shingles.items() if shingle in self.led]
        shared = Counter(chain.from_iterable(leads_to for _, leads_to in leads))
        is_few = len(bearer.words.words) < _FEW_WORDS
        weight: dict[int, float] = {}
        runs: Counter[tuple[int, int]] = Counter()
        few = set()
        for here, leads_to in leads:
            tells = min(1.0, _TELLING / len(leads_to))
            for wording, there in leads_to.items():
                if there < SHORT_WORDS or (
                    shared[wording] == 1 and not (is_few or there < _FEW_WORDS or here < _FEW_WORDS)
                ):
                    continue
                weight[wording] = weight.get(wording, 0.0) + tells
                runs[wording, min(here, there)] += 1
                if is_few or there < _FEW_WORDS:
                    few.add(wording)
        mostly = {wording for (wording, words), count in runs.items() if count >= _MOSTLY * _runs(words)}
        found = (w for w, tells in weight.items() if w in mostly or tells >= (_ENOUGH_OF_FEW if w in few else _ENOUGH))
        return sorted(found, key=lambda wording: (-shared[wording], wording))

    def find_telling(self, bearer: Bearer) -> set[int]:
        """List the wordings that share what few say with a quotation."""
        few = (self.led.get(shingle, {}) for shingle in bearer.shingles)
        shared = Counter(chain.from_iterable(leads_to for leads_to in few if len(leads_to) <= EVERYBODY))
        return {wording for wording, count in shared.items() if count >= _ENOUGH}

    def find_near(self, bearer: Bearer) -> set[int]:
        """List the wordings that a quotation shares a shingle with, and that match by the same voice within days."""
        if bearer.voice is None:
            return set()
        short = {wording for shingle in bearer.own_shingles for wording in self.led.get(shingle, {})}
        if not bearer.words.is_short:
            return short
        long = {
            wording
            for shingle in bearer.shingles
            for wording, words in self.led.get(shingle, {}).items()
            if words >= SHORT_WORDS
        }
        return short | long

    def add(self, bearer: Bearer) -> None:
        """Add a quotation, if its wording is new."""
        if bearer.wording in self.known:
            return
        self.known.add(bearer.wording)
        if not bearer.words.is_short:
            longest = {shingle: max(words, SHORT_WORDS) for shingle, words in bearer.shingles.items()}
            self._lead(longest, bearer.wording, most=LED_TO)
        elif bearer.voice is not None:
            self._lead(bearer.own_shingles, bearer.wording, most=LED_TO)
            self._lead(bearer.shingles, bearer.wording, most=_SHORT_LED_TO)

    def _lead(self, shingles: Mapping[int, int], wording: int, *, most: int) -> None:
        for shingle, words in sorted(shingles.items()):
            leads_to = self.led.setdefault(shingle, {})
            if sum((held < SHORT_WORDS) == (words < SHORT_WORDS) for held in leads_to.values()) < most:
                leads_to[wording] = words
                self.grown.add(shingle)
                self.added.append({"shingle": shingle, "wording": wording, "words": words})


def _runs(words: int) -> int:
    return max(words - SHINGLE_WORDS + 1, 1)


def load_index(connection: Connection, new: Sequence[Bearer]) -> Index:
    """Load what the shingles of new quotations lead to, and which of their wordings are known."""
    shingle, bears = quotation_shingles.c, quotation_wordings.c
    wanted = {found for bearer in new for found in (*bearer.shingles, *bearer.own_shingles)}
    asked = select(shingle.shingle, shingle.wording, shingle.words)
    rows = connection.execute(asked.where(one_of_numbers(connection, shingle.shingle, wanted))).all()
    led: dict[int, dict[int, int]] = {}
    # What everybody says leads to many, so that these rows are most of what a search reads.
    for found, wording, words in rows:
        led.setdefault(found, {})[wording] = words
    own = one_of_numbers(connection, bears.wording, {bearer.wording for bearer in new})
    known = connection.execute(select(bears.wording).where(own, IS_FIRST)).scalars()
    return Index(led=led, known=set(known))


def load_firsts(connection: Connection, wordings: Collection[int]) -> dict[int, Row[Any]]:
    """Load of each wording the row of the quotation that is compared for all that share it; see `bearer_of`."""
    bears = quotation_wordings.c
    rows = _load(connection, one_of_numbers(connection, bears.wording, wordings), IS_FIRST)
    return {row.wording: row for row in rows}


def load_near(connection: Connection, wordings: Collection[int], *, around: Iterable[Bearer]) -> list[Bearer]:
    """Load the quotations of some wordings that may be near one of others in voice and time; see `Bearer.is_near`."""
    dated = {(bearer.voice, bearer.day) for bearer in around if bearer.voice is not None and bearer.day is not None}
    if not dated or not wordings:
        return []
    bears, days = quotation_wordings.c, [day for _, day in dated]
    rows = _load(
        connection,
        one_of_numbers(connection, bears.wording, wordings),
        one_of(connection, bears.voice_id, {voice for voice, _ in dated}),
        bears.day.between(min(days) - DAYS, max(days) + DAYS),
    )
    return list(map(bearer_of, rows))


def bearer_of(row: Row[Any]) -> Bearer:
    """Build a quotation from its row."""
    return Bearer(
        id=row.quotation_id,
        version=row.version_id,
        words=read_wording(row.text, Form(row.form)),
        wording=row.wording,
        voice=row.voice_id,
        day=row.day,
        family=row.family_id,
    )


def _load(connection: Connection, *conditions: ColumnElement[bool]) -> Sequence[Row[Any]]:
    bears = quotation_wordings.c
    asked = select(quotation_wordings, quotations.c.text, quotations.c.version_id)
    asked = asked.join(quotations, quotations.c.id == bears.quotation_id).where(*conditions)
    return connection.execute(asked.order_by(bears.quotation_id)).all()
