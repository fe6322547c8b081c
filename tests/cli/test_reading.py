"""The options on how inputs are read: the reader, the bytes that are kept, and addresses."""

import json
import threading
from collections.abc import Callable, Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import Result

Invoke = Callable[..., Result]

PAGE = b'They met. "We will see," Ada Lovelace said. They left.\n'


class _Site(BaseHTTPRequestHandler):
    """Serves one text, and no robots.txt."""

    def do_GET(self) -> None:
        is_page = self.path == "/talks.txt"
        self.send_response(200 if is_page else 404)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE if is_page else b"")

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    """Address of a text on a server of this machine."""
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


def test_allowing_without_fetching_is_a_mistake(invoke: Invoke, tmp_path: Path) -> None:
    """`--allow-private` alone does nothing, so it is refused."""
    result = invoke("extract", str(tmp_path), "--allow-private")
    assert result.exit_code == 2
    assert "--fetch" in result.stderr
