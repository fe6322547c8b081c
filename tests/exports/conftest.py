"""Records as the store gives them back, built by hand."""

from collections.abc import Callable

import pytest

from provenance.core.agents import build_agent
from provenance.core.chain import build_chain
from provenance.core.records import Agent, AgentKind, Article, Form, Hop, Quotation, Role
from provenance.core.text import Span
from provenance.core.wire import article_id, content_id, content_text, quotation_id, text_sha256, version_id
from provenance.store.records import Assertion, StoredArticle, StoredQuotation

NOW = "2025-07-14T09:30:00.000000+00:00"

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
    return (*HOSTILE, "Very Long Name " * 7000)
