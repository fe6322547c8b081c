"""Files: whole or not at all."""

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from provenance.errors import ProvenanceError
from provenance.exports.files import replace_file, write_file


def names(directory: Path) -> list[str]:
    return [path.name for path in directory.iterdir()]


def test_a_file_appears_whole(tmp_path: Path) -> None:
    """Nothing is in the place before everything is, and nothing is left beside it."""
    place = tmp_path / "out.txt"

    def chunks() -> Iterator[str]:
        yield "one\r\n"
        assert not place.exists()
        yield "two “"

    write_file(place, chunks())
    assert place.read_bytes() == "one\r\ntwo “".encode()
    assert names(tmp_path) == ["out.txt"]


def test_an_error_leaves_the_earlier_file(tmp_path: Path) -> None:
    """The old file stays as it was until the new one is whole."""
    place = tmp_path / "out.txt"
    place.write_text("old")
    with pytest.raises(ZeroDivisionError):
        write_file(place, (str(1 // number) for number in (1, 0)))
    assert place.read_text() == "old"
    assert names(tmp_path) == ["out.txt"]


def test_others_may_read_it(tmp_path: Path) -> None:
    """A file has the permissions of any other that is made there."""
    (tmp_path / "plain").write_text("")
    write_file(tmp_path / "out", ["x"])
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("plain", "out")}
    assert len(modes) == 1


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What a link leads to is replaced, and not the link."""
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    write_file(tmp_path / "link", ["new"])
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="a device of Unix")
def test_a_device_is_not_replaced() -> None:
    """What is no ordinary file is written to as it is."""
    with replace_file(Path("/dev/null")) as place:
        assert place == Path("/dev/null")


def test_a_database_is_spared(tmp_path: Path) -> None:
    """A database is never replaced, whatever it is called."""
    place = tmp_path / "quotes.csv"
    with closing(sqlite3.connect(place)) as database:
        database.execute("create table kept (id)")
    before = place.read_bytes()
    with pytest.raises(ProvenanceError, match="is a database"):
        write_file(place, ["x"])
    assert place.read_bytes() == before


def test_a_place_that_cannot_be_told_of(tmp_path: Path) -> None:
    """A folder, and a file in a folder that is not there, are refused by name."""
    for place in (tmp_path, tmp_path / "none" / "out"):
        with pytest.raises(ProvenanceError, match=place.name) as refused:
            write_file(place, ["x"])
        assert refused.value.hint
    assert names(tmp_path) == []
