"""Pieces of HTML: all of it is the text, one line a paragraph."""

import pytest

from provenance.errors import InputError
from provenance.readers.fragments import read_fragment


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("He said it.", "He said it."),
        ("<p>He\n  said   <b>it</b>.</p><p>So did she.</p>", "He said it.\nSo did she."),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<p>He said <q>yes, <q>no</q></q>.</p>", "He said “yes, ‘no’”."),
        ("<ul><li>a<li>b</ul>c", "a\nb\nc"),
        ("<p>co\u00adop\u200beration</p>", "cooperation"),
        ("<p>a &lt; b &amp; c</p>", "a < b & c"),
        ("<script>alert(1)</script><p>x<!-- y --></p>", "x"),
        ("  \n ", ""),
        ("<p></p>", ""),
    ],
)
def test_every_word_is_text(markup: str, text: str) -> None:
    """Nothing is searched for and nothing lost: paragraphs become lines, and marks are written out."""
    assert read_fragment(markup, name="a").text == text


@pytest.mark.parametrize(
    ("markup", "quoted"),
    [
        ("<p>It says:</p><blockquote><p>We go.</p><p>Soon.</p></blockquote><p>Then.</p>", ["We go.\nSoon."]),
        ("a<blockquote>b<blockquote>c</blockquote>d</blockquote>e", ["b\nc\nd"]),
        ("<blockquote>b</blockquote><blockquote>c</blockquote>", ["b", "c"]),
        ("<blockquote> </blockquote><p>a</p>", []),
        ("<pre>a</pre><p><q>b</q></p>", []),
    ],
)
def test_block_quotations_are_known(markup: str, quoted: list[str]) -> None:
    """What is set apart as quoted is a span of the text, with all its paragraphs."""
    fragment = read_fragment(markup, name="a")
    assert [span.text_in(fragment.text) for span in fragment.block_quotations] == quoted


def test_captions_stand_apart() -> None:
    """A caption is none of the text."""
    markup = "<figure><img><figcaption>Kim. Photo: KCNA</figcaption></figure><p>He said it.</p>"
    fragment = read_fragment(markup, name="a")
    assert (fragment.text, fragment.captions) == ("He said it.", ("Kim. Photo: KCNA",))


def test_bottomless_markup_is_refused() -> None:
    """Tags that are nested too deep to be read end in an error that names their place."""
    with pytest.raises(InputError, match="entry 1 nests its tags too deep"):
        read_fragment("<div>" * 100_000 + "x", name="entry 1")
