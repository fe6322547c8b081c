"""The options on how inputs are read: the reader, the bytes that are kept, and addresses."""

import json
import threading
from collections.abc import Callable, Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from click.testing import Result

Invoke = Callable[..., Result]

PAGE = b'They met. "We will see," Ada Lovelace said. They left.\n'


class _Site(BaseHTTPRequestHandler):
    """Serves one text under an entity tag, another address that leads there, and no robots.txt."""

    text = PAGE
    sent: ClassVar[list[int]] = []

    def do_GET(self) -> None:
        tag = f'"{sha256(self.text).hexdigest()}"'
        pages = {"/old": 301, "/talks.txt": 304 if self.headers.get("If-None-Match") == tag else 200}
        status = pages.get(self.path, 404)
        if self.path == "/talks.txt":
            self.sent.append(status)
        self.send_response(status)
        for name, value in {"Content-Type": "text/plain; charset=utf-8", "ETag": tag, "Location": "/talks.txt"}.items():
            if name != "Location" or status == 301:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(self.text if status == 200 else b"")

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    """Address of a text on a server of this machine."""
    _Site.text, _Site.sent = PAGE, []
    server = HTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/talks.txt"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_reader_can_be_named(invoke: Invoke, tmp_path: Path) -> None:
    """What looks like JSON Lines is read as text where the user says so."""
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\n', encoding="utf-8")
    given = str(tmp_path / "a.jsonl")
    readers = [
        json.loads(invoke("extract", given, *how).stdout)["article"]["reader"] for how in ((), ("--reader", "text"))
    ]
    assert readers == ["jsonl", "text"]


def test_raw_bytes_are_kept(invoke: Invoke, tmp_path: Path) -> None:
    """`--keep-raw` writes what each article was made of under its digest; a second run writes nothing anew."""
    (tmp_path / "a.txt").write_bytes(PAGE)
    digest = sha256(PAGE).hexdigest()
    for command in (("extract",), ("ingest", "--db", str(tmp_path / "a.db"))):
        assert invoke(*command, str(tmp_path / "a.txt"), "--keep-raw", str(tmp_path / "raw")).exit_code == 0
    assert [path.relative_to(tmp_path).as_posix() for path in (tmp_path / "raw").rglob("*.txt")] == [
        f"raw/{digest[:2]}/{digest}.txt"
    ]


def test_raw_bytes_that_cannot_be_kept_end_the_command(invoke: Invoke, tmp_path: Path) -> None:
    """Who asks for the bytes learns that there are none."""
    (tmp_path / "a.txt").write_bytes(PAGE)
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / sha256(PAGE).hexdigest()[:2]).write_bytes(b"in the way")
    result = invoke("extract", str(tmp_path / "a.txt"), "--keep-raw", str(tmp_path / "raw"))
    assert result.exit_code == 1
    assert "cannot be kept" in result.stderr


def test_addresses_are_fetched_only_if_asked_for(invoke: Invoke, site: str) -> None:
    """Without `--fetch` nothing is asked of anybody, and the hint names the option."""
    result = invoke("extract", site)
    assert result.exit_code == 1
    assert "--fetch" in result.stderr


def test_private_addresses_need_a_word_of_their_own(invoke: Invoke, site: str) -> None:
    """`--fetch` alone goes to no machine of the house."""
    result = invoke("extract", site, "--fetch")
    assert result.exit_code == 1
    assert "(refused)" in result.stderr


def test_a_fetched_page_is_an_article(invoke: Invoke, site: str) -> None:
    """With both options the page is read, under its address."""
    (line,) = invoke("extract", site, "--fetch", "--allow-private").stdout.splitlines()
    read = json.loads(line)
    assert read["article"]["locator"] == site
    assert [quotation["text"] for quotation in read["quotations"]] == ['"We will see,"']


@pytest.fixture
def fetch(invoke: Invoke, site: str, tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Ingest the text from its server into one database, and give the report."""

    def run(*options: str, path: str = "/talks.txt", code: int = 0) -> dict[str, Any]:
        address = site.replace("/talks.txt", path)
        given = ("--db", str(tmp_path / "news.db"), "--fetch", "--allow-private", *options)
        result = invoke("ingest", address, *given)
        assert result.exit_code == code, result.output
        report: dict[str, Any] = json.loads(result.stdout.splitlines()[0]) if result.stdout else {}
        return report

    return run


def test_an_unchanged_page_is_not_sent_again(fetch: Callable[..., dict[str, Any]]) -> None:
    """A second run asks the server whether the page has changed, and counts it as known where it has not."""
    first, second = fetch(), fetch()
    assert (first["saved"], second["saved"], second["known"], second["run"]) == (1, 0, 1, None)
    assert _Site.sent == [200, 304]
    _Site.text = PAGE.replace(b"see", b"go")
    third = fetch()
    assert (third["saved"], third["known"]) == (1, 0)
    _Site.text = PAGE
    assert fetch()["known"] == 1
    assert _Site.sent == [200, 304, 200, 200]


def test_what_was_not_read_is_asked_for_again(fetch: Callable[..., dict[str, Any]]) -> None:
    """A page without an article is sent again the next time: nothing of it is in the database."""
    _Site.text = b"\x89PNG\r\n\x1a\n"
    for _ in range(2):
        fetch(code=1)
    assert _Site.sent == [200, 200]


def test_bytes_are_kept_of_unchanged_pages_too(fetch: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    """Who asks for the bytes, or names a reader, gets the page whole."""
    fetch()
    fetch("--keep-raw", str(tmp_path / "raw"))
    assert [path.read_bytes() for path in (tmp_path / "raw").rglob("*.txt")] == [PAGE]
    fetch("--reader", "text")
    fetch()
    assert _Site.sent == [200, 200, 200, 304]


def test_history_tells_how_a_page_was_come_by(
    invoke: Invoke, fetch: Callable[..., dict[str, Any]], site: str, tmp_path: Path
) -> None:
    """The addresses that led to the page are told with the version that was found there."""
    fetch(path="/old")
    shown = invoke("history", site, "--db", str(tmp_path / "news.db"), "--format", "table").stdout
    old = site.replace("/talks.txt", "/old")
    assert f"redirected (301): {old} → {site}" in " ".join(shown.split())
    (line,) = invoke("history", site, "--db", str(tmp_path / "news.db"), "--format", "jsonl").stdout.splitlines()
    assert json.loads(line)["redirects"] == [f"301 {old} {site}"]


def test_allowing_without_fetching_is_a_mistake(invoke: Invoke, tmp_path: Path) -> None:
    """`--allow-private` alone does nothing, so it is refused."""
    result = invoke("extract", str(tmp_path), "--allow-private")
    assert result.exit_code == 2
    assert "--fetch" in result.stderr
