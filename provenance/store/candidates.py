"""Which wordings may be the same as some new ones: looked up by shingles, so that the work per quotation is bounded.

One quotation of each wording is compared for all that share it, and a shingle leads to the first wordings that hold it
alone. What thousands of quotations hold, such as “the United States and”, tells nothing of any of them, and the first
wordings of words that went round the world are still found.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, or_, select

from provenance.core.records import Form
from provenance.core.variants.wording import Wording, read_wording, shingles_of, wording_hash
from provenance.store.sql import one_of_numbers
from provenance.store.tables import quotations
from provenance.store.wordings import quotation_shingles, quotation_wordings

LED_TO = 64
"""The most wordings that one shingle leads to."""
DAYS = 14
"""Within so many days the same few words of the same voice are one utterance."""

_FEW_WORDS = 6
_SHARED, _SHARED_OF_FEW = 2, 1


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
    """

    id: str
    version: str
    words: Wording
    wording: int
    voice: str | None
    day: int | None
    family: str

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
    return Bearer(
        id=quotation,
        version=version,
        words=words,
        wording=wording_hash(words, scope=scope),
        voice=voice,
        day=day,
        family=family_of(quotation),
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
        led: By shingle the wordings that it leads to, with their number of words.
        firsts: By wording the quotation that is compared for all of them.
        near: By wording its quotations that may be near a short one in voice and time.
        added: Rows of shingles to add.
    """

    led: dict[int, dict[int, int]]
    firsts: dict[int, Bearer]
    near: dict[int, list[Bearer]] = field(default_factory=dict)
    added: list[dict[str, int]] = field(default_factory=list)

    def candidates(self, bearer: Bearer) -> list[int]:
        """List the wordings that share enough shingles with a quotation, its own first if it is known."""
        if bearer.words.is_short and bearer.voice is None:
            return []
        shared: Counter[int] = Counter()
        sizes: dict[int, int] = {}
        for shingle in shingles_of(bearer.words):
            leads_to = self.led.get(shingle, {})
            shared.update(leads_to.keys())
            sizes.update(leads_to)
        is_few = len(bearer.words.words) < _FEW_WORDS
        found = sorted(
            wording
            for wording, count in shared.items()
            if count >= (_SHARED_OF_FEW if is_few or sizes[wording] < _FEW_WORDS else _SHARED)
        )
        own = [bearer.wording] if bearer.wording in self.firsts else []
        return own + [wording for wording in found if wording != bearer.wording]

    def add(self, bearer: Bearer) -> None:
        """Add a quotation; its shingles where its wording is new."""
        self.near.setdefault(bearer.wording, []).append(bearer)
        if bearer.wording in self.firsts:
            return
        self.firsts[bearer.wording] = bearer
        if bearer.words.is_short and bearer.voice is None:
            return
        size = len(bearer.words.words)
        for shingle in sorted(shingles_of(bearer.words)):
            leads_to = self.led.setdefault(shingle, {})
            if len(leads_to) < LED_TO:
                leads_to[bearer.wording] = size
                self.added.append({"shingle": shingle, "wording": bearer.wording, "words": size})


def load_index(connection: Connection, new: Sequence[Bearer]) -> Index:
    """Load what shingles and wordings of new quotations lead to; the quotations themselves come with `load_bearers`."""
    shingle = quotation_shingles.c
    wanted = {found for bearer in new for found in shingles_of(bearer.words)}
    rows = connection.execute(
        select(shingle.shingle, shingle.wording, shingle.words).where(
            one_of_numbers(connection, shingle.shingle, wanted)
        )
    )
    led: dict[int, dict[int, int]] = {}
    for row in rows:
        led.setdefault(row.shingle, {})[row.wording] = row.words
    return Index(led=led, firsts={b.wording: b for b in load_firsts(connection, {b.wording for b in new})})


def load_firsts(connection: Connection, wordings: Collection[int]) -> list[Bearer]:
    """Load of each wording the quotation that is compared for all that share it."""
    bears = quotation_wordings.c
    return _load(connection, one_of_numbers(connection, bears.wording, wordings), bears.is_first == 1)


def load_near(connection: Connection, wordings: Collection[int], *, around: Iterable[Bearer]) -> list[Bearer]:
    """Load the quotations of some wordings that are near one of others in voice and time."""
    bears = quotation_wordings.c
    near: list[ColumnElement[bool]] = []
    for voice, days in _days_by_voice(around).items():
        in_time = bears.day.between(min(days) - DAYS, max(days) + DAYS)
        near.append((bears.voice_id == voice) & in_time)
    if not near or not wordings:
        return []
    return _load(connection, one_of_numbers(connection, bears.wording, wordings), or_(*near))


def _days_by_voice(bearers: Iterable[Bearer]) -> Mapping[str, list[int]]:
    days: dict[str, list[int]] = {}
    for bearer in bearers:
        if bearer.voice is not None and bearer.day is not None:
            days.setdefault(bearer.voice, []).append(bearer.day)
    return days


def _load(connection: Connection, *conditions: ColumnElement[bool]) -> list[Bearer]:
    bears = quotation_wordings.c
    rows = connection.execute(
        select(quotation_wordings, quotations.c.text, quotations.c.version_id)
        .join(quotations, quotations.c.id == bears.quotation_id)
        .where(*conditions)
        .order_by(bears.quotation_id)
    )
    return [
        Bearer(
            id=row.quotation_id,
            version=row.version_id,
            words=read_wording(row.text, Form(row.form)),
            wording=row.wording,
            voice=row.voice_id,
            day=row.day,
            family=row.family_id,
        )
        for row in rows
    ]
