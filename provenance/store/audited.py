"""What checks look at: quotations, edits, decisions and copies, each with all that a check may need to know of it.

Plain records that import no library. The store fills them a batch at a time, so that no check ever asks the database
for anything, and whoever writes one needs no SQL.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from provenance.core.records import Agent, Form, Hop, Role
from provenance.core.text import Span
from provenance.store.changes import QuotationChange
from provenance.store.records import LeftBehind, StoredArticle, StoredOutlet, StoredQuotation

UNSURE = 0.5
"""Below this score of a model, a quotation on which nobody has decided is unsure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedHop:
    """A hop with what the database knows of it beside what the article says.

    Attributes:
        hop: Role, canonical agent, and the words that show it.
        words: The words that mention the agent, or else those that show the hop; None where there are none.
        outlet: The medium that the agent is, with the labels that were ever given to it; None where it is none.
        upstream: The article from which the words were taken; None where it is not known.
        lang_from: BCP 47 tag of the language in which the hop got the words; None where that is unknown.
        lang_to: The same of the language in which it passed them on.
    """

    hop: Hop
    words: str | None = None
    outlet: StoredOutlet | None = None
    upstream: StoredArticle | None = None
    lang_from: str | None = None
    lang_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceLink:
    """How the words of the source were linked to the speaker.

    Attributes:
        method: The rule or model that made the link.
        score: Probability in [0, 1] that it is right.
        alias: The spelling that alone joins the speaker to another agent; None where nothing hangs on one.
        unsure: Names of agents of which nobody could say whether they are the speaker.
    """

    method: str = ""
    score: float = 1.0
    alias: str | None = None
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """Who speaks, in the last word of one model or reviewer.

    Attributes:
        by: Name of the model, whatever its version, or of the reviewer.
        decided_by: `model`, `import` or `human`.
        speaker: Canonical; None where they could not tell.
    """

    by: str
    decided_by: str
    speaker: Agent | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyMember:
    """A quotation as one of several of the same words.

    Attributes:
        id: `qt_…`.
        article: `ar_…`.
        place: Name of its article: who published it, or else its headline or its file.
        published: ISO 8601 date of publication; None where that is unknown.
        text: The words as shown.
        form: How much of them stands in quotation marks.
        speaker: Canonical; None where it is unknown.
        principal: The agent for whom the speaker speaks.
        relays: The intermediaries, from the speaker outwards.
        publisher: The agent who published it; None where that is unknown.
        taken_from: The publisher of an earlier article that has nearly the same text; None where there is none.
        is_unsure: Whether its score is below `UNSURE`, and nobody has decided.
    """

    id: str
    article: str
    place: str
    published: str | None
    text: str
    form: Form
    speaker: Agent | None
    principal: Agent | None
    relays: tuple[AuditedHop, ...]
    publisher: Agent | None
    taken_from: Agent | None
    is_unsure: bool


# Compared as the object that it is, so that what is counted of a large family once can be kept.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AuditedFamily:
    """The quotations of the same words that hold in the newest versions of their articles; two or more.

    Attributes:
        id: `fa_…`.
        members: The earliest first; those of unknown date last.
        fullest: The member that has most words in quotation marks, the earliest of several; None where none has any.
    """

    id: str
    members: tuple[FamilyMember, ...]
    fullest: FamilyMember | None

    @property
    def articles(self) -> frozenset[str]:
        """The articles in which they stand, `ar_…`."""
        return frozenset(member.article for member in self.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedQuotation:
    """A quotation as it stands, in the newest version of its article.

    Attributes:
        stored: The quotation, its article, and the assertion that holds.
        hops: Its chain, from the speaker to the publisher.
        voice: How the speaker was found; None where the database does not tell.
        opinions: The last word of each model and reviewer who said that it quotes somebody.
        family: The quotations of the same words, this one among them; None where there is no other.
        relays: The intermediaries of the chain, from the speaker outwards.
    """

    stored: StoredQuotation
    hops: tuple[AuditedHop, ...]
    voice: VoiceLink | None = None
    opinions: tuple[Opinion, ...] = ()
    family: AuditedFamily | None = None
    relays: tuple[AuditedHop, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Choose the relays once, since most checks look at them."""
        relays = tuple(each for each in self.hops if each.hop.role not in {Role.SPEAKER, Role.PUBLISHER})
        object.__setattr__(self, "relays", relays)

    @property
    def id(self) -> str:
        """The id of the quotation, `qt_…`."""
        return self.stored.id

    @property
    def form(self) -> Form:
        """How much of the content stands in quotation marks."""
        return self.stored.current.quotation.form

    @property
    def speaker(self) -> Agent | None:
        """The agent behind the source; None where that is unknown."""
        return self.stored.current.quotation.speaker

    @property
    def principal(self) -> Agent | None:
        """The agent for whom the speaker speaks; None where that is nobody."""
        return self.stored.current.quotation.on_behalf_of

    @property
    def is_unsure(self) -> bool:
        """Whether a model gives it a score below `UNSURE`, and nobody has decided."""
        current = self.stored.current
        return current.decided_by == "model" and current.quotation.score < UNSURE


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedEdit:
    """Two versions of an article that follow each other, and what became of its quotations.

    Attributes:
        old: The older version.
        new: The newer one.
        changes: What became of each quotation with quotation marks; only the words inside them are compared.
        places: Where the quotations of the newer version stand in its text.
    """

    old: StoredArticle
    new: StoredArticle
    changes: tuple[QuotationChange, ...]
    places: Mapping[str, Span]

    @property
    def id(self) -> str:
        """The id of the newer version, `av_…`."""
        return self.new.version


@dataclass(frozen=True, slots=True, kw_only=True)
class StrandedDecision:
    """A human decision on an older version of an article that holds for nothing in the newest one.

    Attributes:
        article: The newest version.
        left: The decision, and the quotation on which it was made.
    """

    article: StoredArticle
    left: LeftBehind

    @property
    def id(self) -> str:
        """The id of the quotation on which it was made, `qt_…`."""
        return self.left.quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedCopy:
    """An article that holds the text of another one, nearly word for word.

    Attributes:
        article: The later of the two.
        original: The earlier one.
        outlet: Who published the original; None where the registry does not know.
        score: How much of the text is shared, in [0, 1].
        is_credited: Whether the article names that outlet, in its text or in a line around it.
    """

    article: StoredArticle
    original: StoredArticle
    outlet: StoredOutlet | None
    score: float
    is_credited: bool

    @property
    def id(self) -> str:
        """The id of the later article, `ar_…`."""
        return self.article.id


Audited = AuditedQuotation | AuditedFamily | AuditedEdit | StrandedDecision | AuditedCopy
"""Everything that a check can be about."""

AUDITED: frozenset[type] = frozenset({AuditedQuotation, AuditedFamily, AuditedEdit, StrandedDecision, AuditedCopy})
