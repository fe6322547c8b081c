"""Folders: whole or not at all, and in the place of none but an earlier export."""

import json
import os
import stat
from pathlib import Path

import pytest

from provenance.errors import ProvenanceError
from provenance.exports.folder import _swap, replace_folder, write_manifest


def export(directory: Path, **files: str) -> None:
    with replace_folder(directory) as folder:
        for name, text in files.items():
            (folder / name).write_text(text)
        write_manifest(folder, {"exported_at": "now"})


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def test_a_folder_appears_whole(tmp_path: Path) -> None:
    """Nothing is in the place before everything is, and nothing is left beside it."""
    place = tmp_path / "deep" / "out"
    with replace_folder(place) as folder:
        (folder / "a").write_text("1")
        assert not place.exists()
    assert names(place) == ["a"]
    assert names(place.parent) == ["out"]


def test_an_error_leaves_nothing(tmp_path: Path) -> None:
    """A folder that could not be filled was never there."""
    with pytest.raises(ZeroDivisionError), replace_folder(tmp_path / "out") as folder:
        (folder / "a").write_text(str(1 // 0))
    assert names(tmp_path) == []


def test_an_earlier_export_is_replaced(tmp_path: Path) -> None:
    """Files that the new export lacks are gone, and what a desktop left does not matter."""
    export(tmp_path / "out", a="1", b="2")
    (tmp_path / "out" / ".DS_Store").write_text("")
    export(tmp_path / "out", a="3")
    assert names(tmp_path / "out") == ["a", "manifest.json"]
    assert (tmp_path / "out" / "a").read_text() == "3"
    assert names(tmp_path) == ["out"]


def test_an_error_leaves_the_earlier_export(tmp_path: Path) -> None:
    """The old folder stays as it was until the new one is whole."""
    export(tmp_path / "out", a="1")
    with pytest.raises(KeyboardInterrupt), replace_folder(tmp_path / "out"):
        raise KeyboardInterrupt
    assert (tmp_path / "out" / "a").read_text() == "1"
    assert names(tmp_path) == ["out"]


def test_the_earlier_export_comes_back_when_the_new_one_cannot_take_its_place(tmp_path: Path) -> None:
    """Whatever happens between taking the old folder away and putting the new one there, one of them is there."""
    export(tmp_path / "out", a="1")
    with pytest.raises(FileNotFoundError):
        _swap(tmp_path / "vanished", tmp_path / "out", aside=tmp_path / "old")
    assert (tmp_path / "out" / "a").read_text() == "1"


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    """A folder that somebody made for the export is used."""
    (tmp_path / "out").mkdir()
    export(tmp_path / "out", a="1")
    assert names(tmp_path / "out") == ["a", "manifest.json"]


@pytest.mark.parametrize("manifest", [None, "{}", "no json", '{"format": "something else"}', "[]", "\udcff"])
def test_a_folder_of_other_things_is_refused(tmp_path: Path, manifest: str | None) -> None:
    """Nothing that we did not write is ever replaced."""
    place = tmp_path / "thesis"
    place.mkdir()
    (place / "chapter.txt").write_text("years of work")
    if manifest is not None:
        (place / "manifest.json").write_bytes(manifest.encode("utf-8", "surrogateescape"))
    with pytest.raises(ProvenanceError, match=r"thesis holds other files: chapter\.txt") as refused:
        export(place, a="1")
    assert "name an empty folder" in refused.value.hint
    assert (place / "chapter.txt").read_text() == "years of work"


def test_files_added_to_an_export_are_not_lost(tmp_path: Path) -> None:
    """An export to which somebody added files is refused, and the error names them."""
    export(tmp_path / "out", a="1")
    for name in ("templates", "plugins", "Dockerfile", "x"):
        (tmp_path / "out" / name).mkdir()
    with pytest.raises(ProvenanceError, match="Dockerfile, plugins, templates …") as refused:
        export(tmp_path / "out", a="2")
    assert "move them away" in refused.value.hint
    assert (tmp_path / "out" / "a").read_text() == "1"


def test_a_file_is_refused(tmp_path: Path) -> None:
    """A file in the place stays."""
    (tmp_path / "out").write_text("mine")
    with pytest.raises(ProvenanceError, match="out is a file"):
        export(tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"


def test_files_that_come_while_the_folder_is_filled_are_safe(tmp_path: Path) -> None:
    """The place is looked at again before it is taken."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "chapter").write_text("1")
    with pytest.raises(ProvenanceError, match="holds other files"), replace_folder(tmp_path / "out"):
        (tmp_path / "mine").rename(tmp_path / "out")
    assert names(tmp_path / "out") == ["chapter"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """An export through a symbolic link goes to where the link points."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    export(tmp_path / "link", a="1")
    assert (tmp_path / "link").is_symlink()
    assert names(tmp_path / "real") == ["a", "manifest.json"]


def test_a_place_that_cannot_be_written_is_an_error_of_ours(tmp_path: Path) -> None:
    """What the system objects to is said with the place's name."""
    (tmp_path / "file").write_text("")
    with pytest.raises(ProvenanceError, match=r"cannot write .*out: \w"):
        export(tmp_path / "file" / "out")


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_others_may_read_the_folder(tmp_path: Path) -> None:
    """A web server of another user can serve the folder, as far as the user's own settings allow."""
    plain = tmp_path / "plain"
    plain.mkdir()
    export(tmp_path / "out")
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_the_manifest_tells_every_file(tmp_path: Path) -> None:
    """Size and SHA-256 of each file stand in the manifest."""
    export(tmp_path / "out", a="1")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    digest = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
    assert manifest["exported_at"] == "now"
    assert manifest["files"] == {"a": {"bytes": 1, "sha256": digest}}
