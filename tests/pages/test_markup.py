"""HTML that is built from texts which nobody can trust."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from provenance.exports.pictures.markup import Html, element, escape, join
from provenance.pages.markup import build_page, table

VOID = {"meta"}


class Reader(HTMLParser):
    """Reads a page, and remembers its elements, their attributes and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.names: set[str] = set()
        self.values: list[str] = []
        self.said: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.values += [value or "" for _, value in attrs]
        if tag not in VOID:
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said.append(data)


@given(st.text(), st.text())
def test_texts_stay_texts(content: str, value: str) -> None:
    """Whatever a text or an attribute holds, it makes no element and ends none."""
    read = Reader(element("p", content, title=value))
    assert (read.names, read.opened) == ({"p"}, [])


def test_what_steers_is_shown_as_a_sign() -> None:
    """Control and bidirectional characters are replaced, since a browser would obey them."""
    assert escape("a\x1b[31m\u202eb") == "a\ufffd[31m\ufffdb"


def test_html_is_escaped_once() -> None:
    """What was built here is taken as it is, also when it is joined and built into more."""
    inner = element("b", "A & B")
    assert element("p", inner, " < ", class_="x", data_label=None) == '<p class="x"><b>A &amp; B</b> &lt; </p>'
    assert join([inner, "<"], " & ") == "<b>A &amp; B</b> &amp; &lt;"
    assert isinstance(join([inner]), Html)


def test_page_asks_nothing_of_a_network() -> None:
    """A page has its language, its title and its style, and a policy that allows no script and no other source."""
    page = build_page("A < B", element("p", "x"), style=".a { color: red; }")
    read = Reader(page)
    assert read.opened == []
    assert "A < B" in read.said
    assert any(value.startswith("default-src 'none'") for value in read.values)
    assert not {"script", "link", "img", "iframe"} & read.names


def test_numbers_tell_what_they_count() -> None:
    """On a narrow screen the headings are gone, so the cell of a number has its heading with it."""
    shown = table([("Name", "name"), ("Quoted", "number")], [("Ada", "3")])
    assert '<td class="number" data-label="Quoted">3</td>' in shown
    assert '<td class="name">Ada</td>' in shown
