"""The parts that pages are made of: marks, pictures, links, comparisons, and CSV that is safe to open."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loops import complete
from lxml import etree

from provenance.exports.cells import FORMULA_STARTS
from provenance.web.csvguard import defuse_csv, guard_csv
from provenance.web.links import safe_link, wikidata_link
from provenance.web.marked import Mark, cut_text, shown_text
from provenance.web.pictures.chain import Station, draw_chain
from provenance.web.pictures.timeline import Bar, choose_bars, draw_timeline
from provenance.web.wordings import compare_wordings

HOSTILE = '"><script>alert(1)</script>&\x1b\u202e'


def drawings(markup: str) -> list[Any]:
    """Parse pictures as XML, which takes nothing that is not escaped."""
    root = etree.fromstring(f"<div>{markup}</div>".encode())
    return list(root.findall(".//svg"))


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=6), st.integers(0, 9))
def test_cutting_loses_nothing(text: str, spans: list[tuple[int, int]], offset: int) -> None:
    """Pieces say the whole text again, and each is covered by the marks that run over it."""
    marks = [Mark(start=min(pair), end=max(pair), kind="content", of=n) for n, pair in enumerate(spans)]
    pieces = cut_text(text, marks, offset=offset)
    assert "".join(piece.text for piece in pieces) == shown_text(text)
    place = offset
    for piece in pieces:
        covering = {mark.of for mark in marks if mark.start <= place and place + len(piece.text) <= mark.end}
        assert {mark.of for mark in piece.marks} == covering
        place += len(piece.text)
    opened = [mark.of for piece in pieces for mark in piece.opens]
    assert len(opened) == len(set(opened))


def test_the_innermost_mark_comes_last() -> None:
    """Words in words belong to both, and the inner ones come last."""
    outer, inner = (Mark(start=0, end=9, kind="content", of=1), Mark(start=2, end=4, kind="content", of=2))
    middle = cut_text("012345678", [inner, outer])[1]
    assert (middle.text, [mark.of for mark in middle.marks]) == ("23", [1, 2])


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("HTTPS://EXAMPLE.ORG", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" https://example.org", False),  # some readers would cut the space
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("//example.org/x", False),  # another host without a scheme
        ("https:///x", False),
        ("https://[::1", False),
        ("https://example.org/\u202egpj.exe", False),
        ("ftp://example.org", False),
        ("", False),
        (None, False),
        (7, False),
    ],
)
def test_only_the_web_is_linked(address: object, safe: bool) -> None:  # noqa: FBT001
    """Only http and https with a host become a link."""
    assert safe_link(address) == (address if safe else None)


def test_wikidata_is_linked_by_its_items() -> None:
    """An item has a page; what is none has none."""
    assert wikidata_link("Q58217") == "https://www.wikidata.org/wiki/Q58217"
    assert [wikidata_link(one) for one in ("Q0", "58217", "Q1/../x", None)] == [None] * 4


@pytest.mark.parametrize("number", [1, 3, 7])
def test_a_chain_is_drawn_for_wide_and_narrow_pages(number: int) -> None:
    """Every station is in both drawings with its name, its words on the arrow to it; long chains run down on both."""
    stations = [
        Station(name=f"Station {n} {HOSTILE}", role="agency", words=f"words {n}", explicit=n % 2 == 0, href="/x")
        for n in range(number)
    ]
    found = drawings(draw_chain(stations))
    assert len(found) == (1 if number > 5 else 2)
    for svg in found:
        assert svg.get("role") == "img"
        assert svg.get("aria-label", "").count("(agency)") == number
        assert len(svg.findall(".//rect")) == len(svg.findall(".//a")) == number
        said = "".join(svg.itertext())
        assert all(f"words {n}" in said.replace("“", "").replace("”", "") for n in range(1, number))
        assert len(svg.findall(".//path[@class='arrow implied']")) == number // 2
    assert draw_chain([]) == ""


def test_an_unknown_station_is_drawn_as_such() -> None:
    """A station without a name says so, and has no link."""
    (beside, down) = drawings(draw_chain([Station(name=None, role="publisher")]))
    for svg in (beside, down):
        assert "unknown" in "".join(svg.itertext())
        assert svg.find(".//a") is None
        assert "unknown" in (svg.find(".//rect").get("class") or "")


@pytest.mark.parametrize(
    ("days", "bars"),
    [
        ({"2025-07-13": 2, "2025-07-14": 1}, [("2025-07-13", 2), ("2025-07-14", 1)]),
        ({"2025": 2}, [("2025", 2)]),
        (
            {f"2025-{m:02}-{d:02}": 1 for m in range(1, 13) for d in range(1, 29)},
            [(f"2025-{m:02}", 28) for m in range(1, 13)],
        ),
        (
            {f"{y}-{m:02}": 1 for y in range(1990, 2020) for m in range(1, 13)},
            [(str(y), 12) for y in range(1990, 2020)],
        ),
        ({}, []),
    ],
)
def test_timelines_count_as_finely_as_can_be_seen(days: dict[str, int], bars: list[tuple[str, int]]) -> None:
    """Days where there are few, then months, then years; every quotation is in one bar."""
    chosen = choose_bars(days)
    assert [(bar.when, bar.number) for bar in chosen] == bars
    assert len(drawings(draw_timeline(chosen))) == (2 if bars else 0)


def test_a_timeline_tells_each_bar() -> None:
    """Each bar has its number and its time as text."""
    wide, _ = drawings(draw_timeline([Bar(when="2025-07", number=1234)]))
    assert [title.text for title in wide.findall(".//rect/title")] == ["2025-07: 1,234"]
    assert "1,234" in "".join(wide.itertext())


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("“We will go now and then”", "“We will go now and then”", [("same", ())]),
        (
            "“We will never agree to such hard terms”",
            "“We will agree to such hard terms”",
            [("same", ()), ("gone", ("negation",)), ("same", ())],
        ),
        ("“Not a word of this is the same”", "“Other things were told there”", [("same", ())]),
        ("“x” " * 5000, "“x”", [("same", ())]),  # too long to be compared
    ],
)
def test_wordings_are_compared(first: str, second: str, told: list[tuple[str, tuple[str, ...]]]) -> None:
    """What was left out and put in is told, with what bears meaning; what cannot be compared is shown as it is."""
    changes = compare_wordings((first, "direct"), (second, "direct"))
    assert [(change.kind, change.meanings) for change in changes] == told


@pytest.mark.parametrize(
    ("given_cell", "cell"),
    [
        ("=1+1", "'=1+1"),
        ('"=HYPERLINK(""x"")"', '"\'=HYPERLINK(""x"")"'),
        ("@cmd", "'@cmd"),
        ("-5", "-5"),
        ("-5.2e-3", "-5.2e-3"),
        ("+49 30", "'+49 30"),
        ('"-a, =b"', '"\'-a, =b"'),
        ('"a\r\n=b"', '"a\r\n=b"'),  # the second line of a cell starts no cell
        ('"\t=1"', '"\'\t=1"'),
        ("safe", "safe"),
        ("", ""),
        ('""', '""'),
    ],
)
def test_csv_starts_no_formula(given_cell: str, cell: str) -> None:
    """A cell that would be a formula becomes a text; numbers and everything else stay as they are."""
    assert defuse_csv(f"{given_cell},x\r\ny,{given_cell}\r\n") == f"{cell},x\r\ny,{cell}\r\n"


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=3), max_size=4), st.integers(1, 7))
def test_streams_of_csv_are_guarded_however_they_are_cut(records: list[list[str]], size: int) -> None:
    """Whatever the pieces in which a body comes, each cell is what it was, but for an apostrophe before a formula."""
    import csv  # noqa: PLC0415 - its own names stand in the way of the others
    import io  # noqa: PLC0415

    out = io.StringIO()
    csv.writer(out).writerows(records)
    body = out.getvalue().encode("utf-8", "surrogatepass")
    pieces = [body[place : place + size] for place in range(0, len(body), size)] or [b""]
    told = complete(_guarded(pieces)).decode("utf-8", "surrogatepass")
    read = list(csv.reader(io.StringIO(told, newline="")))
    expected = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert [[cell.removeprefix("'") for cell in row] for row in read] == [
        [cell.removeprefix("'") for cell in row] for row in expected
    ]
    for row in read:
        for cell in row:
            assert not cell.startswith(FORMULA_STARTS) or re.fullmatch(r"[+-]?[\d.]+([eE][+-]?\d+)?", cell)


async def _guarded(pieces: list[bytes], *, path: str = "/quotes/x.csv") -> bytes:
    sent: list[Any] = []

    async def app(_scope: object, _receive: object, send: Any) -> None:  # noqa: ANN401 - ASGI's own
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"1")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for place, piece in enumerate(pieces, start=1):
            await send({"type": "http.response.body", "body": piece, "more_body": place < len(pieces)})

    async def send(message: object) -> None:
        sent.append(message)

    guarded = guard_csv(app, is_ours=lambda path: path.startswith("/quotes"))
    await guarded({"type": "http", "path": path, "query_string": b""}, None, send)
    return b"".join(message.get("body", b"") for message in sent)


def test_other_csv_is_left_alone() -> None:
    """What is none of our exports, and what is no CSV, goes through as it is."""
    for path in ("/other/x.csv", "/quotes/x.json"):
        assert complete(_guarded([b"=1,", b"2\r\n"], path=path)) == b"=1,2\r\n"
