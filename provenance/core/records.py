"""The records that cross every border of the package: plain values, frozen, with offsets into one text.

They declare no identity of their own: ids are derived from their values in `provenance.core.wire`. No spaCy or
SQLAlchemy object ever stands in one.
"""

from dataclasses import dataclass
from enum import StrEnum

from provenance.core.text import Span

NOBODY = "(unknown)"
"""What people read where an agent should stand and none is known."""

CANCELED = "canceled"
"""The status of an article that its publisher takes back."""


class Form(StrEnum):
    """How much of a content stands inside quotation marks: all of it, some of it, none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Role(StrEnum):
    """What somebody does in a chain. `SPEAKER` comes first and `PUBLISHER` last; the others are relays."""

    SPEAKER = "speaker"
    AGENCY = "agency"
    OUTLET = "outlet"
    PERSON = "person"
    TRANSLATION = "translation"
    PLATFORM = "platform"
    LEAKER = "leaker"
    DOCUMENT = "document"
    PUBLISHER = "publisher"


class AgentKind(StrEnum):
    """What an agent is in the world."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    UNNAMED = "unnamed"
    DOCUMENT = "document"
    AUTHOR = "author"
    GENERIC = "generic"


class Anonymity(StrEnum):
    """How far the article lets us know an agent.

    `NAMED`: by name. `DESCRIBED`: by a description that names a body ("a State Department official").
    `UNNAMED`: by a bare description ("officials"). `WITHHELD`: the article says that it keeps the name back.
    """

    NAMED = "named"
    DESCRIBED = "described"
    UNNAMED = "unnamed"
    WITHHELD = "withheld"


class Medium(StrEnum):
    """The occasion of an utterance."""

    STATEMENT = "statement"
    SPEECH = "speech"
    RALLY = "rally"
    INTERVIEW = "interview"
    PRESS_CONFERENCE = "press conference"
    DEBATE = "debate"
    TWEET = "tweet"
    LETTER = "letter"
    EMAIL = "email"
    TESTIMONY = "testimony"
    DOCUMENT = "document"
    BOOK = "book"
    BROADCAST = "broadcast"
    POLL = "poll"
    VIDEO = "video"
    CONVERSATION = "conversation"


class MentionKind(StrEnum):
    """The grammar of the words that mention an agent."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    OUTLET = "outlet"
    CREDIT = "credit"


class RejectReason(StrEnum):
    """Why words in quotation marks quote nobody."""

    TITLE = "title"
    NICKNAME = "nickname"
    LABEL = "label"
    SCARE = "scare"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One published text in one version, exactly as read.

    Attributes:
        locator: Canonical address that tells articles apart: a URL, a path with forward slashes, or
            `INPUT#ID` for one record of a file of many.
        text: The words as published; every span of the package points into it.
        raw_sha256: Hex digest of the bytes that were read.
        path: File that it was read from; None where it came from no file.
        url: Address of publication.
        title: Headline.
        publisher: Who published it, as the input names it.
        published: ISO 8601 date or date and time, as precise as the input (`2025`, `2025-07-13`,
            `2025-07-13T08:00:00+00:00`).
        modified: The same, for the last change.
        byline: Line of authors, as printed.
        dateline: Place and agency before the first sentence, as printed.
        credit_line: Line of agencies or reporters for the whole article, as printed.
        place: Place of reporting.
        lang: BCP 47 tag of the text's language.
        authors: Persons and organisations that sign it, as the input names them.
        captions: Captions and photo credits, which stand apart from the text.
        block_quotations: What the input sets apart as quoted (`blockquote`, `>`), in the order of the text.
        based_on: Addresses or names of what it says it is based on, or cites.
        status: `canceled` for a text that its publisher takes back; None for any other.
        redirects: How its page was come by: for each address that led to another the HTTP status and both, in order,
            as `301 https://a.example/ https://b.example/`.
        remarks: What the reader noticed, as short codes: `marks_lost` …
        encoding: Name of the character encoding that the bytes were decoded with.
        reader: Name of the reader that made the record.
    """

    locator: str
    text: str
    raw_sha256: str
    path: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None
    byline: str | None = None
    dateline: str | None = None
    credit_line: str | None = None
    place: str | None = None
    lang: str | None = None
    authors: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    block_quotations: tuple[Span, ...] = ()
    based_on: tuple[str, ...] = ()
    status: str | None = None
    redirects: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    encoding: str = "utf-8"
    reader: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A person, organisation, group or unnamed voice in the world, as one article knows it.

    Attributes:
        id: `ag_…`, see `provenance.core.agents.agent_id`.
        name: The fullest usual name, or the description of an unnamed voice.
        kind: What it is.
    """

    id: str
    name: str
    kind: AgentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One station on the way of the words.

    Attributes:
        role: What the agent does here.
        agent: Who it is; None where that is unknown.
        mention: The words that name the agent, here or elsewhere in the article.
        evidence: The words that show the hop ("according to Tass"); None for the publisher.
        explicit: False where the hop is carried over from a neighbouring sentence or implied.
        anonymity: How far the article lets us know the agent.
        lang_from: BCP 47 tag of the language in which it got the words; None where the article does not tell.
        lang_to: The same of the language in which it passed them on.
    """

    role: Role
    agent: Agent | None = None
    mention: Span | None = None
    evidence: Span | None = None
    explicit: bool = True
    anonymity: Anonymity = Anonymity.NAMED
    lang_from: str | None = None
    lang_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """One attribution: content, cue and source in the text, and the chain that carried the words.

    Attributes:
        form: How much of the content stands in quotation marks.
        content: The reported words, in order, one span or several.
        cue: The words that signal the report; None where nothing does.
        source: The words to which the content is attributed; None where there are none.
        chain: From the speaker over the relays to the publisher, see `provenance.core.chain`.
        on_behalf_of: The principal for whom the speaker speaks.
        medium: The occasion.
        said_on: ISO 8601 date of the utterance, as precise as the text.
        quoted_lang: BCP 47 tag of the language that was spoken, where the text tells.
        score: Probability in [0, 1] that content and source are right.
    """

    form: Form
    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    chain: tuple[Hop, ...]
    on_behalf_of: Agent | None = None
    medium: Medium | None = None
    said_on: str | None = None
    quoted_lang: str | None = None
    score: float

    @property
    def speaker(self) -> Agent | None:
        """The agent behind the source; None where that is unknown."""
        return self.chain[0].agent if self.chain and self.chain[0].role is Role.SPEAKER else None

    @property
    def relays(self) -> tuple[Hop, ...]:
        """The intermediaries, from the speaker outwards."""
        return tuple(hop for hop in self.chain if hop.role not in {Role.SPEAKER, Role.PUBLISHER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that mention an agent, and how they were linked to it.

    Attributes:
        span: The words.
        kind: Their grammar.
        agent: Whom they mean; None where that is unknown.
        antecedent: The earlier or later mention that told us; None where none was needed.
        method: The rule or model that made the link.
        score: Probability in [0, 1] that the link is right.
    """

    span: Span
    kind: MentionKind
    agent: Agent | None = None
    antecedent: Span | None = None
    method: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Words in quotation marks that quote nobody, and why."""

    span: Span
    reason: RejectReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A credit line in the text and the agents it names, from the origin outwards.

    Attributes:
        span: The whole line, or its part that credits.
        kind: `image` for a photo or caption, `paragraph` for what a closing credit covers, `article` for the text as a
            whole (dateline, byline, closing line): a hop of the article, shared by all its quotations.
        chain: The credited agents, from the origin to whoever supplied it last.
    """

    span: Span
    kind: str
    chain: tuple[Agent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """What made an extraction; the same configuration is the same pipeline, whenever and wherever it runs.

    Attributes:
        stage: `extract`, `link` or `import`.
        name: Name of the model.
        version: Version of this package.
        model_sha256: Hex digest of the weights; None for rules.
        params: Every setting that can change the output, as canonical JSON.
    """

    stage: str
    name: str
    version: str
    model_sha256: str | None = None
    params: str = "{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that one pipeline found in one article, in the order of the text."""

    article: Article
    pipeline: Pipeline
    quotations: tuple[Quotation, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    credits: tuple[Credit, ...] = ()
    mentions: tuple[Mention, ...] = ()
