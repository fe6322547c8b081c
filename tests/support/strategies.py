"""Hypothesis strategies for records: any extraction that a pipeline could make, and texts full of quotation marks.

What they leave out, and why: lone surrogates in stored text (readers refuse them) and NaN in settings (no JSON).
"""

from hypothesis import strategies as st

from provenance.core.agents import agent_id
from provenance.core.chain import ENDS, build_chain
from provenance.core.records import (
    Agent,
    AgentKind,
    Anonymity,
    Article,
    Credit,
    Extraction,
    Form,
    Hop,
    Medium,
    Mention,
    MentionKind,
    Pipeline,
    Quotation,
    Rejected,
    RejectReason,
    Role,
)
from provenance.core.text import Span
from provenance.core.wire import canonical_json, text_sha256

WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
RELAYS = sorted(set(Role) - ENDS)
MARKS = "\"“”„«»「」『』＂'‘’"
# Any code point at all, lone surrogates too, and far more quotation marks than chance would bring.
MARKED_TEXTS = st.lists(
    st.sampled_from([*MARKS, "``", "''", " ", "\n", "\r\n", "\u2029", "s", "90s", "em", "—", "(", "."])
    | st.text(st.characters(), max_size=3),
    max_size=40,
).map("".join)


@st.composite
def spans(draw: st.DrawFn, *, within: int) -> Span:
    """Give a span of a text of so many characters."""
    start = draw(st.integers(0, within - 1))
    return Span(start, draw(st.integers(start + 1, within)))


@st.composite
def agents(draw: st.DrawFn, *, names: st.SearchStrategy[str] = WORDS) -> Agent:
    """Give an agent with the id that its name and kind give it."""
    name, kind = draw(names), draw(st.sampled_from(AgentKind))
    return Agent(id=agent_id(name, kind), name=name, kind=kind)


# Few names, so that the same agent turns up at several places of one chain.
CAST = agents(names=st.sampled_from(["Sergei Lavrov", "TASS", "KCNA", "officials"]))


LANGS = st.none() | st.sampled_from(["en", "ko"])


def hops(*, within: int = 40, who: st.SearchStrategy[Agent] = CAST) -> st.SearchStrategy[Hop]:
    """Give a relay, its agent known or not."""
    words = st.none() | spans(within=within)
    return st.builds(
        Hop,
        role=st.sampled_from(RELAYS),
        agent=st.none() | who,
        mention=words,
        evidence=words,
        explicit=st.booleans(),
        anonymity=st.sampled_from(Anonymity),
        lang_from=LANGS,
        lang_to=LANGS,
    )


@st.composite
def quotations(draw: st.DrawFn, *, within: int) -> Quotation:
    """Give a quotation with a chain of any length."""
    somebody = st.none() | agents() | CAST
    source = draw(st.none() | spans(within=within))
    return Quotation(
        form=draw(st.sampled_from(Form)),
        content=tuple(sorted(draw(st.lists(spans(within=within), min_size=1, max_size=3)))),
        cue=draw(st.none() | spans(within=within)),
        source=source,
        chain=build_chain(
            draw(somebody),
            source=source,
            relays=draw(st.lists(hops(within=within), max_size=3)),
            publisher=draw(somebody),
        ),
        on_behalf_of=draw(somebody),
        medium=draw(st.none() | st.sampled_from(Medium)),
        said_on=draw(st.none() | st.just("2025-07-13")),
        quoted_lang=draw(st.none() | st.just("ru")),
        score=draw(st.floats(0, 1)),
    )


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """Give an extraction of everything that one can hold."""
    text = draw(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
    size = len(text)
    maybe = st.none() | WORDS
    article = draw(
        st.builds(
            Article,
            locator=WORDS,
            text=st.just(text),
            raw_sha256=st.just(text_sha256(text)),
            path=maybe,
            title=maybe,
            publisher=maybe,
            published=st.sampled_from([None, "2025", "2025-07-13T08:00:00+00:00"]),
            lang=maybe,
            block_quotations=st.lists(spans(within=size), max_size=2).map(tuple),
            redirects=st.lists(WORDS, max_size=2).map(tuple),
            encoding=WORDS,
            reader=WORDS,
        )
    )
    mention = st.builds(
        Mention,
        span=spans(within=size),
        kind=st.sampled_from(MentionKind),
        agent=st.none() | agents(),
        antecedent=st.none() | spans(within=size),
        method=WORDS,
        score=st.floats(0, 1),
    )
    rejected = st.builds(Rejected, span=spans(within=size), reason=st.sampled_from(RejectReason))
    credit = st.builds(
        Credit,
        span=spans(within=size),
        kind=st.sampled_from(["image", "article"]),
        chain=st.lists(agents(), max_size=3).map(tuple),
    )
    return Extraction(
        article=article,
        pipeline=draw(pipelines()),
        quotations=tuple(draw(st.lists(quotations(within=size), max_size=3))),
        rejected=tuple(draw(st.lists(rejected, max_size=2))),
        credits=tuple(draw(st.lists(credit, max_size=2))),
        mentions=tuple(draw(st.lists(mention, max_size=2))),
    )


def pipelines() -> st.SearchStrategy[Pipeline]:
    """Give a pipeline with settings of any JSON type."""
    return st.builds(
        Pipeline,
        stage=st.just("extract"),
        name=WORDS,
        version=WORDS,
        model_sha256=st.none() | WORDS,
        params=st.dictionaries(st.text(max_size=8), JSON, max_size=3).map(canonical_json),
    )
