"""Records as the store gives them back, built by hand."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from provenance.audit.catalogue import choose_checks, load_checks
from provenance.audit.runner import run_audit
from provenance.core.agents import Registry, build_agent
from provenance.core.chain import build_chain
from provenance.core.known import KnownAgent, KnownOutlet, OutletLabel
from provenance.core.records import (
    Agent,
    AgentKind,
    Article,
    Credit,
    Extraction,
    Form,
    Hop,
    Pipeline,
    Quotation,
    Rejected,
    RejectReason,
    Role,
)
from provenance.core.text import Span
from provenance.core.wire import article_id, content_id, content_text, quotation_id, text_sha256, version_id
from provenance.exports.datasette import export_datasette
from provenance.store.corrections import save_correction
from provenance.store.engine import Store, open_store
from provenance.store.findings import load_findings
from provenance.store.records import Assertion, Correction, QuotationFilter, StoredArticle, StoredQuotation
from provenance.store.seeds import save_registry
from provenance.store.waivers import save_waiver
from provenance.store.writer import save_extraction, start_run

NOW = "2025-07-14T09:30:00.000000+00:00"
LATER = "2025-07-15T09:30:00.000000+00:00"
MOMENT = "2025-07-16T12:00:00.000000+00:00"
RULES = Pipeline(stage="extract", name="rules", version="0.1.0")

# Whatever an article, a sidecar or a reviewer may hold, and no page or program may trip over.
HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)> & ' \\ ` {{7*7}} %s",
    "javascript:alert(1)",
    '=HYPERLINK("http://example.org";"x")',
    "'; DROP TABLE quotes; --",
    "\u202eevil\u202c \u2066x\u2069 \u200f",
    "a\x1b[31mb\x07c\x7f\x85d",
    "line\nbreak\r\nand\ttab\u2028separator",
    "1. one\n- two\n# three",
    'end"] --> x["</svg>',
    "*bold* _under_ #35; &lt;b&gt; `code`",
    "习近平 Žižek 🇺🇦 e\u0301",
    '" OR NEAR(a b) NOT * ^ col: AND',
    "null",
    "- yes: {a: [b, &c *d !e %f @g |h >i",
)
_FACTS = ("title", "url", "path", "publisher", "byline", "dateline", "credit_line", "lang")
ALL_HOSTILE = (*HOSTILE, "Very Long Name " * 7000)


def locate(words: str, text: str) -> Span:
    """Return the span of words in a text."""
    start = text.index(words)
    return Span(start, start + len(words))


def _person(name: str) -> Agent:
    return build_agent(name, AgentKind.PERSON, scope="av_test")


def _article(text: str, **facts: str | None) -> StoredArticle:
    given = {"locator": f"inputs/{text_sha256(text)[:8]}.txt", "published": "2025-07-13", "lang": "en"} | facts
    article = Article(text=text, raw_sha256=text_sha256(text), **given)  # type: ignore[arg-type]
    return StoredArticle(
        id=article_id(article),
        version=version_id(article),
        version_no=1,
        article=article,
        outlet=None,
        fetched_at=NOW,
    )


def _stored(
    text: str,
    *content: str,
    speaker: Agent | None = None,
    source: str | None = None,
    cue: str | None = None,
    relays: tuple[tuple[Role, str, str | None], ...] = (),
    published_by: Agent | None = None,
    **facts: str | None,
) -> StoredQuotation:
    article = _article(text, **facts)
    spans = tuple(locate(words, text) for words in content)
    hops = [
        Hop(
            role=role,
            agent=build_agent(name, AgentKind.ORGANISATION, scope=article.version),
            evidence=locate(words, text) if words else None,
            explicit=words is not None,
        )
        for role, name, words in relays
    ]
    source_span = locate(source, text) if source else None
    quotation = Quotation(
        form=Form.DIRECT,
        content=spans,
        cue=locate(cue, text) if cue else None,
        source=source_span,
        chain=build_chain(speaker, source=source_span, relays=hops, publisher=published_by),
        score=0.75,
    )
    identity = quotation_id(article.version, spans)
    return StoredQuotation(
        id=identity,
        article=article,
        text=content_text(text, spans),
        prefix=text[: spans[0].start][-32:],
        suffix=text[spans[-1].end :][:32],
        current=Assertion(
            id=content_id("at", identity),
            assertion="assert",
            quotation=quotation,
            decided_by="model",
            by="rules 0.1.0",
            reason=None,
            created_at=NOW,
            supersedes=None,
        ),
    )


@pytest.fixture
def stored_quotation() -> Callable[..., StoredQuotation]:
    """Build a quotation from its article's text and the words in it."""
    return _stored


@pytest.fixture
def stored_article() -> Callable[..., StoredArticle]:
    """Build a version of an article from its text."""
    return _article


@pytest.fixture
def person() -> Callable[[str], Agent]:
    """Build a person from a name."""
    return _person


@pytest.fixture
def lavrov() -> StoredQuotation:
    """Return one quotation of Sergei Lavrov that TASS and CNN carried."""
    return _lavrov()


def _lavrov() -> StoredQuotation:
    text = "“Ties are close,” he told CNN on Sunday, according to Tass.\n\nHe left."
    return _stored(
        text,
        "“Ties are close,”",
        speaker=_person("Sergei Lavrov"),
        source="he",
        cue="told",
        relays=((Role.AGENCY, "TASS", "according to Tass"), (Role.OUTLET, "CNN", None)),
        published_by=build_agent("The Daily", AgentKind.ORGANISATION, scope=""),
        title="Ties are close",
        path="/home/somebody/articles/ties.txt",
        url="https://example.org/ties",
    )


@pytest.fixture(params=HOSTILE, ids=range(len(HOSTILE)))
def hostile(request: pytest.FixtureRequest) -> str:
    """Return one after the other what no page or program may trip over."""
    return str(request.param)


@pytest.fixture
def all_hostile() -> tuple[str, ...]:
    """Return all of it, and a name of 100 kB."""
    return ALL_HOSTILE


def _extraction(*stored: StoredQuotation, **found: object) -> Extraction:
    """Gather quotations of one article into what a pipeline found in it."""
    return Extraction(
        article=stored[0].article.article,
        pipeline=RULES,
        quotations=tuple(one.current.quotation for one in stored),
        **found,  # type: ignore[arg-type]
    )


def _hostile_extraction(number: int, words: str) -> Extraction:
    text = f"{number}. “{words}” he said, {words}. “{words}”"
    credited = build_agent(words, AgentKind.ORGANISATION, scope="")
    stored = _stored(
        text,
        f"“{words}” he",
        speaker=_person(words) if number % 3 else None,
        source="he",
        cue="said",
        relays=((Role.AGENCY, f"relay {words}", f"said, {words}"), (Role.OUTLET, "CNN", None))[: number % 3],
        locator=f"inputs/{number}.txt",
        published=("2025", "2025-07", "2025-07-13T10:00:00+00:00", words)[number % 4],
        **dict.fromkeys(_FACTS, words),  # type: ignore[arg-type]
    )
    last = Span(len(text) - len(words) - 2, len(text))
    return _extraction(
        stored,
        rejected=(Rejected(span=last, reason=RejectReason.SCARE),),
        credits=(Credit(span=last, kind="image", chain=(credited, _person(words))),),
    )


# What several articles print, so that it has a family, and findings that quote it.
_SPREAD = "“We will never <script>alert(1)</script> agree to =1+1 \u202ethese very hard terms,”"


def _spread(number: int, content: str) -> StoredQuotation:
    speaker = ("Jane <b>Roe</b>", "Jane <b>Roe</b>", "John Doe")[number]
    return _stored(
        f"{number}. {content} {speaker} said.",
        content,
        speaker=_person(speaker),
        source=speaker,
        cue="said",
        locator=f"inputs/spread-{number}.txt",
        publisher=f"Paper <i>{number}</i>",
    )


def _fill(store: Store) -> None:
    kcna = KnownAgent(
        name="Korean Central News Agency", kind=AgentKind.ORGANISATION, short_names=("KCNA",), wikidata="Q1"
    )
    label = OutletLabel(label="state_controlled", citation="A report, 2024")
    registry = Registry(outlets=(KnownOutlet(agent=kcna, kind="agency", country="KP", labels=(label,)),))
    plain = "“We agree,” the café’s owner said, KCNA reported. The “login” page."
    owner = _stored(
        plain,
        "“We agree,”",
        speaker=_person("Žofie Nováková"),
        source="the café’s owner",
        cue="said",
        relays=((Role.AGENCY, "Korean Central News Agency", "KCNA reported"),),
        locator="https://example.org/agree",
        url="https://example.org/agree",
        publisher="Korean Central News Agency",
    )
    save_registry(store, registry, now=NOW)
    run = start_run(store, RULES, now=NOW)
    login = Rejected(span=locate("“login”", plain), reason=RejectReason.LABEL)
    save_extraction(store, _extraction(_lavrov()), run=run, now=NOW)
    save_extraction(store, _extraction(owner, rejected=(login,)), run=run, now=NOW)
    for number, words in enumerate(ALL_HOSTILE):
        save_extraction(store, _hostile_extraction(number, words), run=run, now=NOW)
    for number, content in enumerate((_SPREAD, _SPREAD, _SPREAD.replace("never", "ever"))):
        save_extraction(store, _extraction(_spread(number, content)), run=run, now=NOW)
    correction = Correction(quotation=owner.id, reviewer="Ada Lovelace", reason="Ada rang him", speaker="Wang Yi")
    save_correction(store, correction, now=LATER)
    run_audit(store, checks=choose_checks(load_checks()), version="0", clock=lambda: LATER)
    waived = next(one for one in load_findings(store, today=LATER) if one.quotation == owner.id)
    save_waiver(store, waived.id, until="2026-12-31", who="Ada Lovelace", reason="Ada rang him", now=LATER)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with an ordinary article, one of everything hostile, an outlet, and a correction."""
    path = tmp_path_factory.mktemp("filled") / "store.db"
    with open_store(str(path), mode="write") as store:
        _fill(store)
    return path


@pytest.fixture(scope="session")
def site(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with everything that the database holds; for reading."""
    with open_store(str(filled)) as store:
        directory = tmp_path_factory.mktemp("site") / "site"
        return export_datasette(store, directory, wanted=QuotationFilter(), now=MOMENT).directory


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    """Return a copy of the database, open for writing."""
    path = Path(shutil.copy(filled, tmp_path / "store.db"))
    with open_store(str(path), mode="write") as opened:
        yield opened
