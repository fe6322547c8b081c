"""Small stores for the audit: articles in which every span is found by its words, saved as any extraction is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from factories import NOW, RULES, make_article, save, span
from sqlalchemy import insert, select

from provenance.core.agents import build_agent
from provenance.core.chain import build_chain, judge_anonymity
from provenance.core.records import (
    Agent,
    AgentKind,
    Anonymity,
    Article,
    Extraction,
    Form,
    Hop,
    Medium,
    Mention,
    MentionKind,
    Pipeline,
    Quotation,
    Role,
)
from provenance.core.text import Span
from provenance.core.wire import article_id, content_text, pipeline_id, quotation_id, version_id
from provenance.store.agent_rows import edge_id
from provenance.store.audited import AuditedFamily, AuditedHop, AuditedQuotation, FamilyMember, VoiceLink
from provenance.store.engine import Store
from provenance.store.records import Assertion, StoredArticle, StoredOutlet, StoredQuotation
from provenance.store.rows import IMPORT, pipeline_row, sign_attribution
from provenance.store.sql import insert_new, save_attributions
from provenance.store.tables import attributions, hops, pipelines
from provenance.store.world import agent_edges

Voice = tuple[str, AgentKind]
Relay = tuple[Role, str, AgentKind]

BY_HAND = Pipeline(stage="import", name="by hand", version="1")


def agency(name: str) -> Relay:
    return (Role.AGENCY, name, AgentKind.ORGANISATION)


def outlet(name: str, kind: AgentKind = AgentKind.ORGANISATION) -> Relay:
    return (Role.OUTLET, name, kind)


@dataclass(frozen=True, kw_only=True)
class Said:
    """A quotation to be; words are found in the text of its article."""

    words: str | Sequence[str]
    speaker: str | None = "Ada Lovelace"
    kind: AgentKind = AgentKind.PERSON
    source: str | None = None
    via: Sequence[Relay] = ()
    form: Form = Form.DIRECT
    score: float = 0.9
    principal: Voice | None = None
    medium: Medium | None = None
    said_on: str | None = None
    quoted_lang: str | None = None
    withheld: bool = False
    method: str = "full-name"
    link_score: float = 0.95


@dataclass(frozen=True, kw_only=True)
class Story:
    """An article to be."""

    text: str
    said: Sequence[Said] = ()
    published: str | None = "2025-07-13"
    fields: dict[str, str] = field(default_factory=dict)

    def article(self, number: int) -> Article:
        return make_article(self.text, **{"locator": f"{number}.txt", "published": self.published, **self.fields})


def tell(store: Store, *stories: Story, pipeline: Pipeline = RULES, now: str = NOW) -> list[str]:
    """Save articles, and give the ids of their quotations in order."""
    told: list[str] = []
    for number, story in enumerate(stories):
        article = story.article(number)
        quotations = tuple(_quotation(said, article) for said in story.said)
        mentions = tuple(filter(None, (_mention(s, q, article) for s, q in zip(story.said, quotations, strict=True))))
        extraction = Extraction(article=article, pipeline=pipeline, quotations=quotations, mentions=mentions)
        save(store, extraction, now=now)
        told += [quotation_id(version_id(article), quotation.content) for quotation in quotations]
    return told


def look_at(story: Story, *, media: Mapping[str, StoredOutlet] = MappingProxyType({})) -> AuditedQuotation:
    """Build what a check gets to see of the one quotation of a story, without any store; media by their names."""
    article, (said,) = story.article(0), story.said
    quotation = _quotation(said, article)
    current = Assertion(
        id="at_1", assertion="assert", quotation=quotation, decided_by="model", by="rules 0.1.0", reason=None,
        created_at=NOW, supersedes=None,
    )  # fmt: skip
    found = StoredQuotation(
        id=quotation_id(version_id(article), quotation.content),
        article=stored_article(story),
        text=content_text(article.text, quotation.content),
        prefix="",
        suffix="",
        current=current,
    )
    hops = tuple(
        AuditedHop(
            hop=hop,
            words=hop.mention.text_in(article.text) if hop.mention else None,
            outlet=media.get(hop.agent.name) if hop.agent else None,
        )
        for hop in quotation.chain
    )
    voice = VoiceLink(method=said.method, score=said.link_score) if quotation.speaker else None
    return AuditedQuotation(stored=found, hops=hops, voice=voice)


def family_of(*members: Mapping[str, object]) -> AuditedFamily:
    """Build a family of quotations of the same words, each in an article of its own; given is what tells them apart."""
    plain: dict[str, object] = {
        "published": None, "text": '"We will leave,"', "form": Form.DIRECT, "speaker": None, "principal": None,
        "relays": (), "publisher": None, "taken_from": None, "is_unsure": False,
    }  # fmt: skip
    found = tuple(
        FamilyMember(**{"id": f"qt_{n}", "article": f"ar_{n}", "place": f"Paper {n}", **plain, **given})  # type: ignore[arg-type]
        for n, given in enumerate(members)
    )
    return AuditedFamily(id="fa_0", members=found, fullest=found[0])


def stored_article(story: Story, *, version_no: int = 1) -> StoredArticle:
    """Build what a store would give of an article."""
    article = story.article(0)
    return StoredArticle(
        id=article_id(article),
        version=version_id(article),
        version_no=version_no,
        article=article,
        outlet=None,
        fetched_at=NOW,
    )


def agent(name: str, kind: AgentKind, article: Article) -> Agent:
    return build_agent(name, kind, scope=version_id(article))


def _source(said: Said, article: Article) -> Span | None:
    words = said.source or said.speaker
    return span(words, text=article.text) if words and words in article.text else None


def _quotation(said: Said, article: Article) -> Quotation:
    parts = [said.words] if isinstance(said.words, str) else said.words
    content = tuple(span(part, text=article.text) for part in parts)
    voice = agent(said.speaker, said.kind, article) if said.speaker else None
    carried = [(role, agent(name, kind, article)) for role, name, kind in said.via]
    relays = [
        Hop(role=role, agent=carrier, evidence=content[0], anonymity=judge_anonymity(carrier))
        for role, carrier in carried
    ]
    publisher = agent(article.publisher, AgentKind.ORGANISATION, article) if article.publisher else None
    chain = build_chain(voice, source=_source(said, article), relays=relays, publisher=publisher)
    if said.withheld:
        first = chain[0]
        kept_back = Hop(role=first.role, agent=voice, mention=first.mention, anonymity=Anonymity.WITHHELD)
        chain = (kept_back, *chain[1:])
    return Quotation(
        form=said.form,
        content=content,
        cue=None,
        source=_source(said, article),
        chain=chain,
        on_behalf_of=agent(*said.principal, article) if said.principal else None,
        medium=said.medium,
        said_on=said.said_on,
        quoted_lang=said.quoted_lang,
        score=said.score,
    )


def _mention(said: Said, quotation: Quotation, article: Article) -> Mention | None:
    source = _source(said, article)
    if source is None or quotation.speaker is None:
        return None
    return Mention(
        span=source, kind=MentionKind.NAME, agent=quotation.speaker, method=said.method, score=said.link_score
    )


def retell_hops(store: Store, quotation: str, **columns: Sequence[str | None]) -> None:
    """Assert a quotation again with other values in columns of its hops, one value a hop; an import may do so."""
    with store.writing() as connection:
        insert_new(connection, pipelines, [pipeline_row(BY_HAND, now=NOW)])
        of_quotation = attributions.c.quotation_id == quotation
        row = dict(connection.execute(select(attributions).where(of_quotation)).mappings().one())
        chain = connection.execute(
            select(hops).where(hops.c.attribution_id == row["id"]).order_by(hops.c.position)
        ).mappings()
        row |= {"rank": IMPORT, "pipeline_id": pipeline_id(BY_HAND), "run_id": None}
        told = [{**hop, **{name: given[i] for name, given in columns.items()}} for i, hop in enumerate(chain)]
        save_attributions(connection, [sign_attribution(row, told)])


def doubt(store: Store, one: str, other: str) -> None:
    """Note that nobody can say whether two people are one."""
    ids = (build_agent(name, AgentKind.PERSON, scope="").id for name in (one, other))
    left, right = sorted(ids)
    row = {"left_id": left, "right_id": right, "judgement": "unsure", "who": "ann", "created_at": NOW}
    with store.writing() as connection:
        values = insert(agent_edges).values(**row, id=edge_id(row), score=0.5, reasons="[]", retracted_at=None)
        connection.execute(values)
