"""Markdown: the words that a reader of the page would read, and nothing of the marking."""

import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.core.records import Article
from provenance.core.text import Span
from provenance.errors import InputError, InvalidRecord
from provenance.readers.dispatch import read_inputs
from provenance.readers.markdown import MarkdownReader, render_text, split_front_matter
from provenance.readers.records import Source, Unusable

ARTICLE = """---
publisher: "The Daily"
date: 2025-07-13 08:00:00 +0200
author: Jane Roe and John Doe
tags: [talks]
layout: post
---
# Kim meets *Lavrov*

WONSAN, North Korea, July 12 (KCNA) - Kim said that the support was
“**unconditional**”,
[Tass](https://tass.example "Tass") reported.

> “We agree,” he said.

* First, `ships`.
* Then, trade &ndash; all of it.

![Kim in Wonsan. KCNA via AP](kim.jpg)

```
print("not said")
```

<div>“Not shown,” it said.</div>
"""


def read(raw: bytes, *, name: str = "a.md", limit: int = 1_000_000) -> Article:
    source = Source(name=name, locator=name, file=None, head=raw[:8192], stream=io.BytesIO(raw), size=len(raw))
    (article,) = MarkdownReader(limit=limit).read_source(source)
    assert isinstance(article, Article)
    return article


def test_a_text_is_one_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks, link targets, code and HTML are left out; front matter and headings say what the article is."""
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(ARTICLE, encoding="utf-8")
    (article,) = read_inputs(["a.md"])
    assert article == Article(
        locator="a.md",
        path="a.md",
        text="Kim meets Lavrov\n"
        "WONSAN, North Korea, July 12 (KCNA) - Kim said that the support was “unconditional”, Tass reported.\n"
        "“We agree,” he said.\nFirst, ships.\nThen, trade – all of it.",
        raw_sha256=hashlib.sha256(ARTICLE.encode()).hexdigest(),
        title="Kim meets Lavrov",
        publisher="The Daily",
        published="2025-07-13T08:00:00+0200",
        byline="Jane Roe and John Doe",
        authors=("Jane Roe", "John Doe"),
        dateline="WONSAN, North Korea, July 12 (KCNA)",
        captions=("Kim in Wonsan. KCNA via AP",),
        block_quotations=(Span(117, 137),),
        reader="markdown",
    )


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("He said\nit.  \nTwice.", "He said it. Twice."),
        ("Title\n=====\n\nText.", "Title\nText."),
        ("He said <q>yes</q> to<br>it.", "He said “yes” to it."),
        ("| who | what |\n|---|---|\n| Kim | “yes” |", "who\nwhat\nKim\n“yes”"),
        ("~~No~~ \\*yes\\* <https://a.example>", "No *yes* https://a.example"),
        ("> > nested\n\n1. one\n   - two", "nested\none\ntwo"),
        ("[a]: https://a.example\n\n[words][a]", "words"),
    ],
)
def test_marks_become_words(body: str, text: str) -> None:
    """Each kind of marking leaves the words that it marks."""
    assert render_text(body).text == text


@given(st.text(st.characters(codec="utf-8", categories=["L", "Zs"], include_characters="“”‘’,.?!")))
def test_prose_stays(prose: str) -> None:
    """A line without marks is its own text, but for the white space."""
    assert render_text(f"He said {prose}").text == " ".join(f"He said {prose}".split())


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("---\nTitle: 'A'\nurl: https://a.example/b\n...\nBody", {"title": "A", "url": "https://a.example/b"}),
        ("---\r\ntags:\r\n  - a\r\ntitle: A: B\r\n---\r\nBody", {"title": "A: B"}),
        ("---\n---\nBody", {}),
    ],
)
def test_front_matter_is_read_line_by_line(text: str, fields: dict[str, str]) -> None:
    """Simple lines are taken, whatever ends them; the rest of the front matter is let be."""
    assert split_front_matter(text) == (fields, "Body")


def test_a_rule_is_no_front_matter() -> None:
    """Three hyphens may only part the page."""
    text = "---\nHe said it.\n\n---\nShe did not."
    assert split_front_matter(text) == ({}, text)


def test_a_sidecar_field_must_be_right() -> None:
    """A field that a sidecar has is checked as there; what a site's own date may be is only remarked."""
    with pytest.raises(InvalidRecord, match=r"the front matter of a\.md: the field published is no ISO 8601 date"):
        read(b"---\npublished: July\n---\nHe said it.")
    article = read(b"---\ndate: July\n---\nHe said it.")
    assert (article.published, article.remarks) == (None, ("date_unread",))


@pytest.mark.parametrize(
    ("head", "name", "score"),
    [
        ("He said it.", "a.md", 0.8),
        ("# A\n\n[b](https://b.example)", "a.txt", 0.0),
        ("# A\n\n[b](https://b.example)", "standard input", 0.3),
        ("---\ntitle: A\n---\n\n# A", "standard input", 0.3),
        ("# A\n\nHe said it [1].", "standard input", 0.0),
        ("<html># A\n\n[b](https://b.example)", "a.md", 0.0),
        ("%PDF-1.4", "a.md", 0.0),
    ],
)
def test_content_tells_before_the_name(head: str, name: str, score: float) -> None:
    """Two kinds of marks make Markdown of what is called nothing; a plain text file stays plain."""
    assert MarkdownReader().sniff(head.encode(), name) == score


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"```\ncode\n```", "has no words in it but marks"),
        (b"a" * 100, "has more than 99 bytes"),
        (b"\xff\xfe\x00", "a.md"),
        (b"# He said\0 it.", "holds a NUL"),
    ],
)
def test_what_is_no_article_says_so(raw: bytes, words: str) -> None:
    """Code alone, too many bytes and bytes that are no text have their reasons."""
    with pytest.raises(Unusable) as caught:
        read(raw, limit=99)
    assert words in caught.value.message


@pytest.mark.parametrize("mark", ["[", ">", "*a_ ", "![", "- " * 9, "<a ", "`a", "[a](", "|a|\n"])
def test_marks_without_end_are_read_in_time(mark: str) -> None:
    """Marks that are opened without end cost no more than their number."""
    try:
        assert read((mark * 20_000).encode()).text
    except InputError as error:
        assert error.hint  # noqa: PT017 - both are right


@pytest.mark.parametrize(
    ("body", "quoted"),
    [
        ("He wrote:\n\n> We go.\n>\n> * Soon.\n\nThen.", ["We go.\nSoon."]),
        ("> a\n> > b\n\n> c", ["a\nb", "c"]),
        ("> a\n\nb\n\n> c", ["a", "c"]),
        ("> ```\n> code\n> ```\n\nb", []),
        ("a > b", []),
    ],
)
def test_block_quotations_are_known(body: str, quoted: list[str]) -> None:
    """What is marked with `>` is a span of the text, with all its paragraphs."""
    rendered = render_text(body)
    assert [span.text_in(rendered.text) for span in rendered.block_quotations] == quoted
