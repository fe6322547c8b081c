"""Files: from what the user names to what can be read, each once and in a settled order."""

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from provenance.core.records import Article
from provenance.readers.dispatch import read_inputs
from provenance.readers.files import find_inputs, open_input
from provenance.readers.records import Skipped, SkipReason

NOBODY = 65534


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A working directory without the rights of a superuser, whom no permission stops."""
    start, folder = Path.cwd(), Path(tempfile.mkdtemp())
    is_root = os.geteuid() == 0
    os.chdir(folder)
    if is_root:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
        os.chdir(start)
        for path in folder.rglob("*"):
            path.chmod(0o700)
        shutil.rmtree(folder)


def write(*paths: str) -> None:
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(f"{path} is here.")


def only_skip(*inputs: str) -> Skipped:
    (item,) = read_inputs(inputs)
    assert isinstance(item, Skipped)
    assert item.hint
    return item


def locators(*inputs: str) -> list[str]:
    return [item.locator for item in read_inputs(inputs)]


@pytest.mark.usefixtures("work")
def test_a_folder_is_read_in_order() -> None:
    """All files below a folder are read, sorted by name, without hidden ones and sidecars."""
    write("in/b.txt", "in/a/z.txt", "in/a/.git/x.txt", "in/c.txt", "in/.hidden.txt", "in/B.txt", "in/d.TXT")
    Path("in/b.json").write_text('{"title": "B"}')
    Path("in/d.json").write_text('{"title": "D"}')
    articles = list(read_inputs(["in/"]))
    assert [article.locator for article in articles] == ["in/B.txt", "in/a/z.txt", "in/b.txt", "in/c.txt", "in/d.TXT"]
    assert [article.title for article in articles if isinstance(article, Article)] == [None, None, "B", None, "D"]


@pytest.mark.usefixtures("work")
def test_paths_stay_as_given() -> None:
    """The path of an article is what the user wrote, joined to the folder that they wrote."""
    write("in/a.txt")
    assert list(find_inputs(["./in"])) == ["./in/a.txt"]
    assert list(find_inputs([str(Path("in").resolve())])) == [str(Path("in/a.txt").resolve())]


def test_the_same_input_is_read_once(work: Path) -> None:
    """However often and by whatever way a file is named, it is one article."""
    write("in/a.txt", "in/b.txt")
    Path("link.txt").symlink_to("in/a.txt")
    Path("folder").symlink_to("in")
    inputs = ["in/a.txt", "./in/a.txt", str(work / "in" / "a.txt"), "link.txt", "in", "folder", "in"]
    assert locators(*inputs) == ["in/a.txt", "in/b.txt"]
    assert sorted(locators(*reversed(inputs))) == ["in/a.txt", "in/b.txt"]


def test_standard_input_is_read_once() -> None:
    """Standard input ends, so it is read at its first place only."""
    assert [item.locator for item in read_inputs(["-", "-"], stdin=io.BytesIO(b'{"text": "a"}'))] == ["stdin#1"]


@pytest.mark.usefixtures("work")
def test_a_file_called_like_standard_input_can_be_read() -> None:
    """A dash is standard input, and a path to a file of that name is the file."""
    write("./-")
    assert locators("./-") == ["-"]


@pytest.mark.usefixtures("work")
def test_hidden_files_are_read_where_they_are_named() -> None:
    """What the user names is read, hidden or not."""
    write(".in/.a.txt")
    assert locators(".in/.a.txt") == [".in/.a.txt"]


@pytest.mark.usefixtures("work")
def test_a_sidecar_given_beside_its_text_is_no_input() -> None:
    """A pattern that matches texts and sidecars means the texts."""
    write("a.txt")
    Path("a.json").write_text('{"title": "A"}')
    assert locators("a.json", "a.txt") == ["a.txt"]


@pytest.mark.usefixtures("work")
def test_a_sidecar_given_alone_is_reported() -> None:
    """A sidecar without its text is nothing to read, and the text is named."""
    write("a.txt")
    Path("a.json").write_text('{"title": "A"}')
    skipped = only_skip("a.json")
    assert (skipped.reason, skipped.message) == (SkipReason.SIDECAR, "a.json is the sidecar of a.txt")


@pytest.mark.usefixtures("work")
def test_a_json_file_without_a_text_is_an_input() -> None:
    """A JSON file beside no text may hold a record."""
    Path("a.json").write_text('{"text": "He said it."}')
    assert locators("a.json") == ["a.json#1"]


@pytest.mark.parametrize("name", ["nothing.txt", "a.txt/b.txt", "nothing/", "link.txt"])
@pytest.mark.usefixtures("work")
def test_what_is_not_there_is_missing(name: str) -> None:
    """A path that leads nowhere is reported as it was given, and the rest is read."""
    write("a.txt")
    Path("link.txt").symlink_to("nowhere.txt")
    skipped, article = read_inputs([name, "a.txt"])
    assert isinstance(skipped, Skipped)
    assert (skipped.reason, skipped.message) == (SkipReason.MISSING, f"there is no file {name}")
    assert article.locator == "a.txt"


@pytest.mark.parametrize("name", ["", "a\0b"])
def test_what_is_no_path_is_missing(name: str) -> None:
    """An empty name, which some programs take for the working directory, is no input."""
    assert only_skip(name).reason == SkipReason.MISSING


def test_an_address_is_no_file() -> None:
    """Whoever gives a URL is told how to have it fetched."""
    skipped = only_skip("https://news.example/a")
    assert (skipped.reason, skipped.locator) == (SkipReason.UNFETCHED, "https://news.example/a")
    assert skipped.hint == "add --fetch to fetch it"


@pytest.mark.parametrize("name", ["file:///etc/passwd", "ftp://news.example/a", "gopher://news.example/a"])
def test_an_address_of_another_kind_is_refused(name: str) -> None:
    """What is no http or https address is never fetched, and is said to be so."""
    skipped = only_skip(name)
    assert (skipped.reason, skipped.hint) == (SkipReason.REFUSED, "give files by their path")


@pytest.mark.usefixtures("work")
def test_links_in_a_circle_are_harmless() -> None:
    """A file that links to itself is reported, and a folder that links to one above it is read once."""
    write("in/deep/a.txt")
    Path("in/deep/up").symlink_to("..")
    Path("in/one").symlink_to("two")
    Path("in/two").symlink_to("one")
    article, one, two = read_inputs(["in"])
    assert article.locator == "in/deep/a.txt"
    assert isinstance(one, Skipped)
    assert isinstance(two, Skipped)
    assert one.reason == SkipReason.UNREADABLE
    assert one.message == "in/one is a link that leads back to itself"


def test_what_is_no_file_is_never_opened(work: Path) -> None:
    """Pipes, sockets and devices are reported instead of being waited for."""
    os.mkfifo(work / "pipe")
    with socket.socket(socket.AF_UNIX) as waiting:
        waiting.bind("socket")
        said = [item.message for item in read_inputs([".", "/dev/null"]) if isinstance(item, Skipped)]
    expected = ["./pipe is a named pipe, not a file", "./socket is a socket, not a file"]
    assert said == [*expected, "/dev/null is a device, not a file"]


def test_a_name_that_is_too_long_is_reported() -> None:
    """What the operating system refuses for any other reason is passed on in its words."""
    skipped = only_skip("a" * 5000)
    assert skipped.reason == SkipReason.UNREADABLE
    assert "cannot be read: File name too long" in skipped.message


@pytest.mark.usefixtures("unprivileged")
def test_what_is_forbidden_is_reported_and_the_rest_is_read() -> None:
    """Files, folders and sidecars without permission are left out, each with its name."""
    write("in/a.txt", "in/b/c.txt", "in/d.txt", "in/e.txt", "in/e.json", "in/f/g.txt")
    Path("in/a.txt").chmod(0)
    Path("in/b").chmod(0)
    Path("in/e.json").chmod(0)
    Path("in/f").chmod(0o400)
    items = list(read_inputs(["in"]))
    assert [item.locator for item in items] == ["in/a.txt", "in/b", "in/d.txt", "in/e.txt", "in/f/g.txt"]
    skipped = [item for item in items if isinstance(item, Skipped)]
    assert {item.reason for item in skipped} == {SkipReason.UNREADABLE}
    assert [item.message for item in skipped] == [
        "no permission to read in/a.txt",
        "no permission to read in/b",
        "the sidecar in/e.json cannot be read: Permission denied",
        "no permission to read in/f/g.txt",
    ]


@pytest.mark.usefixtures("work")
def test_a_file_may_vanish() -> None:
    """A file that is gone when its turn comes is reported, and the next one is read."""
    write("in/a.txt", "in/b.txt", "in/c.txt")
    reading = read_inputs(["in"])
    assert next(reading).locator == "in/a.txt"
    Path("in/b.txt").unlink()
    skipped, article = reading
    assert isinstance(skipped, Skipped)
    assert skipped.reason == SkipReason.MISSING
    assert article.locator == "in/c.txt"


@pytest.mark.usefixtures("work")
def test_an_empty_folder_is_reported() -> None:
    """A folder with nothing to read is said to have nothing, not passed over."""
    write("in/.hidden")
    skipped = only_skip("in")
    assert (skipped.reason, skipped.locator) == (SkipReason.EMPTY, "in")


def test_names_that_are_no_utf8_are_read(work: Path) -> None:
    """A file whose name has wrong bytes is read, and its address can be stored."""
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (work / name).write_text("He said it.")
    except OSError:
        pytest.skip("this file system refuses such names")
    (article,) = read_inputs(["."])
    assert isinstance(article, Article)
    assert (article.locator, article.path) == ("caf\\xe9.txt", "./caf\\xe9.txt")


@pytest.mark.usefixtures("work")
def test_nothing_is_opened_before_its_turn() -> None:
    """Inputs are read as they are asked for, and each is closed before the next is opened."""
    write("a.txt")
    with open_input("a.txt") as source:
        assert (source.head, source.size, source.name) == (b"a.txt is here.", 14, "a.txt")
        assert source.stream.read() == b"a.txt is here."
    assert source.stream.closed


def test_standard_input_is_left_open() -> None:
    """Standard input belongs to the process, and stays open when it was read."""
    stdin = io.BytesIO(b"He said it.")
    with open_input("-", stdin=stdin) as source:
        assert source.stream.read() == b"He said it."
    assert not stdin.closed


def test_standard_input_is_that_of_the_process() -> None:
    """Without another stream, a dash is what was piped into the process."""
    code = "from provenance.readers.dispatch import read_inputs; print([a.text for a in read_inputs(['-'])])"
    done = subprocess.run([sys.executable, "-c", code], input=b"He said it.\r\n", capture_output=True, check=True)
    assert done.stdout.decode().strip() == "['He said it.\\r\\n']"
