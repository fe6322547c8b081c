"""Marking words in their context: the marks stand where the words stand, whatever the article holds."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.cli.picture import chain_to_wire, mark_context, print_chain, print_quotation
from provenance.core.records import Agent, AgentKind, Anonymity, Article, Form, Hop, Medium, Quotation, Role
from provenance.core.text import Span, printable
from provenance.store.records import Assertion, StoredArticle, StoredQuotation


def quotation(*content: Span, cue: Span | None = None, source: Span | None = None) -> Quotation:
    return Quotation(form=Form.DIRECT, content=content, cue=cue, source=source, chain=(), score=1.0)


@pytest.mark.parametrize(
    ("text", "content", "shown"),
    [
        ('"Yes," he said.', [Span(0, 6)], '⟦"Yes,"⟧ he said.'),
        ('"Yes," he said. "No."', [Span(0, 6), Span(16, 21)], '⟦"Yes,"⟧ he said. ⟦"No."⟧'),
        ("One.\nTwo.\nThree.", [Span(5, 9)], "… ⟦Two.⟧ …"),  # the paragraph of the words
        ("He said: Yes.", [Span(9, 12)], "He said: ⟦Yes⟧."),  # the start of a text is never cut
        ("One\nline.", [Span(0, 9)], "⟦One\nline.⟧"),  # words over two lines
        ("a\x1bb", [Span(1, 3)], "a⟦\ufffdb⟧"),
    ],
)
def test_words_are_marked(text: str, content: list[Span], shown: str) -> None:
    """The quoted words stand between marks, in their paragraph."""
    assert mark_context(quotation(*content), text).plain == shown


def test_long_paragraphs_are_cut_at_words() -> None:
    """Of a very long paragraph only the words near the quotation are shown."""
    text = "word " * 400 + '"Yes," he said. ' + "word " * 400
    start = text.index('"')
    shown = mark_context(quotation(Span(start, start + 6)), text).plain
    assert len(shown) < 700
    assert shown.startswith("… word ")
    assert shown.endswith("word …")


@given(st.text(min_size=1, max_size=900), st.data())
def test_marks_change_no_word(text: str, data: st.DataObject) -> None:
    """Whatever the text, what stands between the marks is the content as a terminal may show it."""
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 40)).map(
        lambda pair: Span(pair[0], min(pair[0] + pair[1], len(text)))
    )
    content, cue, source = data.draw(spans), data.draw(spans), data.draw(spans)
    shown = mark_context(quotation(content, cue=cue, source=source), text.replace("⟦", "x").replace("⟧", "x")).plain
    inside = shown[shown.index("⟦") + 1 : shown.index("⟧")]
    expected = "\n".join(printable(line) for line in content.text_in(text).split("\n"))
    assert inside == expected.replace("⟦", "x").replace("⟧", "x")


TEXT = 'His spokesman said: "Yes." (Reports)'
AGENTS = {
    name: Agent(id=f"ag_{name}", name=name, kind=kind)
    for name, kind in (
        ("a\x1b spokesman", AgentKind.UNNAMED),
        ("Ada", AgentKind.PERSON),
        ("TASS", AgentKind.ORGANISATION),
    )
}


def stored(publisher: str | None) -> StoredQuotation:
    """A quotation whose chain has everything that a chain can have."""
    chain = (
        Hop(
            role=Role.SPEAKER,
            agent=AGENTS["a\x1b spokesman"],
            evidence=Span(0, 13),
            anonymity=Anonymity.UNNAMED,
        ),
        Hop(role=Role.AGENCY, agent=AGENTS["TASS"], explicit=False),
        Hop(role=Role.OUTLET, evidence=Span(27, 36), anonymity=Anonymity.UNNAMED),
        Hop(role=Role.PUBLISHER, explicit=False),
    )
    said = Quotation(
        form=Form.DIRECT,
        content=(Span(20, 26),),
        cue=Span(14, 18),
        source=Span(0, 13),
        chain=chain,
        on_behalf_of=AGENTS["Ada"],
        medium=Medium.INTERVIEW,
        score=0.5,
    )
    article = Article(locator="a.txt", text=TEXT, raw_sha256="", publisher=publisher)
    return StoredQuotation(
        id="qt_1",
        article=StoredArticle(id="ar_1", version="av_1", version_no=1, article=article, outlet=None, fetched_at=""),
        text='"Yes."',
        prefix="",
        suffix="",
        current=Assertion(
            id="at_1",
            assertion="assert",
            quotation=said,
            decided_by="model",
            by="rules 1",
            reason=None,
            created_at="",
            supersedes=None,
        ),
    )


def test_chain_tells_all_it_knows() -> None:
    """A hop shows its role, name, principal, anonymity, evidence, and whether it is implied."""
    out = io.StringIO()
    print_chain(stored("The Daily Test"), out=out)
    assert out.getvalue().splitlines() == [
        "speaker a\ufffd spokesman for Ada (unnamed)  “His spokesman”",
        "└── agency TASS  (implied)",
        "    └── outlet (unknown)  “(Reports)”",
        "        └── publisher The Daily Test",
    ]


def test_unknown_publisher() -> None:
    """A publisher that nobody names is unknown, and still ends the chain."""
    out = io.StringIO()
    print_chain(stored(None), out=out)
    assert out.getvalue().splitlines()[-1].strip() == "└── publisher (unknown)"


def test_head_names_form_medium_and_judge() -> None:
    """The head says how the words were quoted, on what occasion, how sure we are and who decided."""
    out = io.StringIO()
    print_quotation(stored(None), out=out)
    assert out.getvalue().startswith("qt_1  direct · interview · score 0.50 · decided by rules 1\na.txt\n")


def test_wire_of_a_chain_has_the_words() -> None:
    """Each hop of the JSON has the words that prove it, or null."""
    wire = chain_to_wire(stored(None))
    assert [hop["words"] for hop in wire["chain"]] == ["His spokesman", None, "(Reports)", None]
    assert wire["on_behalf_of"]["name"] == "Ada"
