"""What the store gives back: plain records around those of `provenance.core`.

Agents in them are canonical: merged agents appear as the one that stands for them, as of the moment asked for.
"""

from dataclasses import dataclass

from provenance.core.known import OutletLabel
from provenance.core.records import Agent, AgentKind, Article, Credit, Form, Quotation, Rejected, Role
from provenance.store.changes import VersionChange


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationFilter:
    """Which quotations to find; None and empty ask for nothing.

    Attributes:
        words: Words that the quotation holds, in any order; never search syntax.
        speaker: Name, part of a name, or id of the speaker, as people write it.
        via: The same for a relay.
        role: Role of a relay.
        hops: The fewest and the most relays between speaker and publisher, the second None for any number more;
            `(0, 0)` for words that nobody carried.
        outlet: Name or part of a name of the publisher.
        form: How much stands in quotation marks.
        since: ISO 8601 date; the article's publication day is not before it.
        until: ISO 8601 date; the article's publication day is not after it.
        original_only: Leave out what stands in the copy of another article, so that wire copy counts once.
        as_of: UTC ISO 8601 time; what the store knew then. None for now.
        limit: The most rows to give, 1 or more; None for all.
    """

    words: str | None = None
    speaker: str | None = None
    via: str | None = None
    role: Role | None = None
    hops: tuple[int, int | None] | None = None
    outlet: str | None = None
    form: Form | None = None
    since: str | None = None
    until: str | None = None
    original_only: bool = False
    as_of: str | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """One version of an article, with its ids.

    Attributes:
        id: `ar_…`.
        version: `av_…`.
        version_no: 1 for the first text that was seen.
        article: What was read.
        outlet: `ou_…` of the publisher, where the registry or the input knows it.
        fetched_at: UTC time of the reading.
        canceled_at: UTC time at which we learned that the publisher takes it back; None for a version that stands.
    """

    id: str
    version: str
    version_no: int
    article: Article
    outlet: str | None
    fetched_at: str
    canceled_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """Somebody's word on one quotation: a pipeline's or a reviewer's.

    Attributes:
        id: `at_…`.
        assertion: `assert`, `reject` or `abstain`.
        quotation: What is asserted; its chain holds canonical agents.
        decided_by: `model`, `import` or `human`.
        by: Name and version of the pipeline, or the reviewer.
        reason: Why, in the words of whoever decided.
        created_at: UTC time.
        supersedes: The assertion that this one takes the place of.
    """

    id: str
    assertion: str
    quotation: Quotation
    decided_by: str
    by: str
    reason: str | None
    created_at: str
    supersedes: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredQuotation:
    """A quotation as it stands: the words, where they stand, and the assertion that holds.

    Attributes:
        id: `qt_…`.
        article: The version that holds the words. Its text is loaded too.
        text: The words as shown, parts joined by an ellipsis.
        prefix: Up to 32 characters before them.
        suffix: Up to 32 characters after them.
        current: The assertion that holds.
    """

    id: str
    article: StoredArticle
    text: str
    prefix: str
    suffix: str
    current: Assertion


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftBehind:
    """A human decision on a version that could not be carried to the next one.

    Attributes:
        quotation: `qt_…` in the version for which it was made.
        text: The words there.
        decision: What was decided, by whom and why.
    """

    quotation: str
    text: str
    decision: Assertion


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleVersion:
    """One state of an article - a text, and what it says of itself - and how it differs from the one before.

    Attributes:
        stored: The version with its text, described as it was then.
        seen_at: UTC time at which it was read.
        is_again: Whether the text was there before: it came back, or is described otherwise.
        quotations: Number of its quotations.
        change: What changed since the state before; None for the first.
        left_behind: Decisions on the text before that do not hold here, since the words are not there just once
            among the same words; a reviewer has to look at them again.
    """

    stored: StoredArticle
    seen_at: str
    is_again: bool = False
    quotations: int = 0
    change: VersionChange | None = None
    left_behind: tuple[LeftBehind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAgent:
    """An agent with the names by which it is known.

    Attributes:
        agent: Its canonical id, label and kind.
        names: Every name that holds, its label first.
        identifiers: Pairs of scheme and value, such as `("wikidata", "Q58217")`.
    """

    agent: Agent
    names: tuple[str, ...]
    identifiers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAgent:
    """An agent with what is known of it.

    Attributes:
        agent: Its canonical id, label and kind.
        names: Every name that holds, its label first.
        identifiers: Pairs of scheme and value, such as `("wikidata", "Q58217")`.
        members: Ids of the agents that it stands for, its own among them.
        voiced: Number of current quotations that it speaks.
        relayed: Number of current quotations that it carries.
        first_seen: Earliest publication date of those; None where no article tells.
        last_seen: Latest publication date of those.
    """

    agent: Agent
    names: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    members: tuple[str, ...] = ()
    voiced: int = 0
    relayed: int = 0
    first_seen: str | None = None
    last_seen: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredOutlet:
    """A medium with what is said of it."""

    id: str
    agent: Agent
    kind: str
    country: str | None = None
    lang: str | None = None
    domain: str | None = None
    labels: tuple[OutletLabel, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleMarks:
    """What stands in an article beside its quotations: rejected marks and credit lines."""

    rejected: tuple[Rejected, ...] = ()
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A reviewer's decision on one quotation; a field that is None leaves what holds as it is.

    Attributes:
        quotation: `qt_…`.
        reviewer: Who decides; never empty.
        reason: Why; never empty.
        assertion: `assert` to correct, `reject` to hide a false quotation, `abstain` to take an earlier decision back.
        speaker: Name or id of the speaker.
        speaker_kind: What the speaker is, where the name is new.
        via: Names or ids of the relays with their roles, from the speaker outwards; empty for none.
        form: How much stands in quotation marks.
    """

    quotation: str
    reviewer: str
    reason: str
    assertion: str = "assert"
    speaker: str | None = None
    speaker_kind: AgentKind | None = None
    via: tuple[tuple[Role, str], ...] | None = None
    form: Form | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveReport:
    """What one save added to the database, in rows."""

    quotations: int = 0
    attributions: int = 0
    agents: int = 0
    mentions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeRecord:
    """A judgement on two agents, as it was made.

    Attributes:
        left: The smaller id.
        right: The larger id.
        judgement: `same`, `different`, `unsure` or `suggest`.
        score: Probability in [0, 1]; 1 for a human's word.
        reasons: Why.
        who: Reviewer, or the rule that made it.
        created_at: UTC time.
        retracted_at: UTC time; None while it holds.
    """

    left: str
    right: str
    judgement: str
    score: float
    reasons: tuple[str, ...]
    who: str
    created_at: str
    retracted_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One human decision or purge, chained by hash to the one before it."""

    seq: int
    at: str
    who: str
    op: str
    subject: str
    payload: str
    previous: str | None
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that `db verify` found: a stored value that does not follow from what it is derived from."""

    table: str
    id: str
    what: str
