"""Hostile values in every text column: nothing executes, nothing breaks, on any page, in any format, on both lines.

That our own export writes hostile values so that programs can read them is tested with the exports.
"""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from datasettes import Served
from exported import ALL_HOSTILE
from lxml import html

from provenance.core.text import printable
from provenance.exports.cells import FORMULA_STARTS
from provenance.exports.questions import QUESTIONS
from provenance.web.render import POLICY

PAGES = {"quotation": "quotes", "article": "articles", "speaker": "agents", "family": "families"}
FORMATS = ("json", "provjsonld", "anno", "mmd")


@pytest.fixture
def served(serve: Callable[[Path], Served], poisoned: Path) -> Served:
    """Serve a folder full of hostile values."""
    return serve(poisoned)


def ids(folder: Path, table: str) -> Iterator[str]:
    with closing(sqlite3.connect(folder / "quotes.db")) as connection:
        yield from (row[0] for row in connection.execute(f"select id from {table} order by id"))  # noqa: S608


def our_pages(poisoned: Path) -> Iterator[str]:
    yield from ("/", "/quotes/home")
    yield from (f"/quotes/home?q={quote(words[:2000])}" for words in ALL_HOSTILE)
    for kind, table in PAGES.items():
        yield from (f"/quotes/{kind}/{one}" for one in ids(poisoned, table))


def check_page(body: bytes, path: str) -> None:
    """See that a page of ours has no script, no foreign address, and nothing that steers or reorders it."""
    text = body.decode("utf-8")
    page = html.document_fromstring(text)
    assert not page.xpath("//script | //iframe | //object | //embed | //base | //meta[@http-equiv]"), path
    for element in page.iter():
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on"), (path, name)
            assert name != "style", path
            if name in {"href", "src", "action", "xlink:href"}:
                assert re.match(r"(https?://[^/\s]|/(?!/)|#)", value), (path, value)
    visible = text.replace("\n", " ")
    assert printable(visible) == visible, path


def test_our_pages_stand(served: Served, poisoned: Path) -> None:
    """Every page of ours answers under its policy, in HTML and in JSON, and holds hostile words as words."""
    for path in our_pages(poisoned):
        status, headers, body = served.get(path)
        assert status == 200, path
        assert headers["content-security-policy"] == POLICY
        check_page(body, path)
        if "?" not in path and path != "/":
            status, headers, body = served.get(f"{path}.json")
            assert (status, headers["content-type"].split(";")[0]) == (200, "application/json")
            json.loads(body)


@pytest.mark.parametrize("extension", FORMATS)
def test_rows_in_our_formats(extension: str, served: Served, poisoned: Path) -> None:
    """The table, each of its rows and the rows of a question come in every format."""
    rows = [f"/quotes/quotes/{one}.{extension}" for one in ids(poisoned, "quotes")]
    for path in (f"/quotes/quotes.{extension}?_size=100&_labels=on", *rows):
        status, headers, body = served.get(path)
        assert status == 200, path
        assert not headers["content-type"].startswith("text/html")
        if extension != "mmd":
            json.loads(body)
        else:
            assert not re.search(rb"<(?!br/>)", body), path


def test_no_cell_of_csv_starts_a_formula(served: Served, poisoned: Path) -> None:
    """Every table and every question gives CSV that a spreadsheet opens as text, with the same cells otherwise."""
    csv.field_size_limit(10_000_000)
    tables = [row for row in json.loads(served.get("/quotes.json")[2])["tables"] if not row["hidden"]]
    paths = [f"/quotes/{table['name']}.csv?_stream=on" for table in tables]
    paths.append("/quotes/agents.csv?_dl=on")
    for path in (*paths, *(f"/quotes/{question.name}.csv" for question in QUESTIONS)):
        status, _, body = served.get(path)
        assert status == 200, path
        for row in csv.reader(io.StringIO(body.decode("utf-8"), newline="")):
            for cell in row:
                assert not cell.startswith(FORMULA_STARTS) or re.fullmatch(r"[+-]?[\d.]+(e[+-]?\d+)?", cell), path
    with closing(sqlite3.connect(poisoned / "quotes.db")) as connection:
        texts = [row[0] for row in connection.execute("select text from quotes order by rowid")]
    whole = served.get("/quotes/quotes.csv?_stream=on")[2].decode("utf-8")
    told = [row["text"] for row in csv.DictReader(io.StringIO(whole, newline=""))]
    assert [text.removeprefix("'") for text in told] == [text.removeprefix("'") for text in texts]


def test_nothing_runs_in_a_browser(served: Served, poisoned: Path, chromium: Any) -> None:  # noqa: ANN401
    """With scripts allowed, no page of ours or of Datasette shows a dialog or asks another host for anything."""
    context = chromium.new_context(base_url=served.url)
    page = context.new_page()
    shown: list[str] = []
    asked: set[str] = set()

    def note(dialog: Any) -> None:  # noqa: ANN401
        shown.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    page.on("request", lambda request: asked.add("/".join(request.url.split("/")[:3])))
    some = [f"/quotes/{kind}/{one}" for kind, table in PAGES.items() for one in list(ids(poisoned, table))[:6]]
    theirs = [f"/quotes/{table}?_size=100" for table in ("quotes", "agents", "articles", "hops", "findings")]
    for path in ("/", *some, *theirs, "/quotes/weakest_chains", "/quotes/audited"):
        page.goto(path, wait_until="domcontentloaded")
    context.close()
    assert shown == []
    assert asked == {served.url}


def test_what_is_not_there(served: Served) -> None:
    """An id that nothing has is Datasette's 404."""
    for path in ("/quotes/quotation/qt_00000000000000000000", "/quotes/article/av_00000000000000000000.json"):
        assert served.get(path)[0] == 404
