"""Keeping raw bytes: by content, once, whole or not at all."""

import hashlib
from pathlib import Path

import pytest

from provenance.core.records import Article
from provenance.errors import ProvenanceError
from provenance.readers.dispatch import read_inputs
from provenance.readers.keeping import save_raw

DIGEST = hashlib.sha256(b"x").hexdigest()


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_bytes_lie_under_their_digest(tmp_path: Path) -> None:
    """The first two digits name the folder and all of them the file; saving again changes nothing."""
    first = save_raw(b"x", digest=DIGEST, suffix=".html", folder=tmp_path / "raw")
    written = first.stat().st_mtime_ns
    assert save_raw(b"x", digest=DIGEST, suffix=".html", folder=tmp_path / "raw") == first
    assert first.stat().st_mtime_ns == written
    assert files_in(tmp_path / "raw") == {f"{DIGEST[:2]}/{DIGEST}.html": b"x"}


@pytest.mark.parametrize("suffix", ["", "html", ".tar.gz", "/../../x", ".HTML", ".\0"])
def test_a_suffix_never_leads_elsewhere(tmp_path: Path, suffix: str) -> None:
    """What is no plain suffix becomes `.raw`."""
    assert save_raw(b"x", digest=DIGEST, suffix=suffix, folder=tmp_path).name == f"{DIGEST}.raw"


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    """The error names the file, and nothing is left behind."""
    (tmp_path / "raw").write_bytes(b"a file")
    with pytest.raises(ProvenanceError, match="cannot be kept as"):
        save_raw(b"x", digest=DIGEST, suffix=".txt", folder=tmp_path / "raw")


def test_readers_keep_what_each_article_was_made_of(tmp_path: Path) -> None:
    """A text is kept as it came, and of JSON Lines each line by itself, under the digest that the article has."""
    (tmp_path / "a.txt").write_bytes("Köln".encode("latin-1") + b" lies on the Rhine.")
    (tmp_path / "b.jsonl").write_bytes(b'{"text": "One."}\n{"text": "Two."}\nno record\n')
    inputs = [str(tmp_path / name) for name in ("a.txt", "b.jsonl")]
    read = [item for item in read_inputs(inputs, keep_raw=tmp_path / "raw") if isinstance(item, Article)]
    kept = files_in(tmp_path / "raw")
    assert {Path(name).stem for name in kept} == {article.raw_sha256 for article in read}
    assert {Path(name).suffix for name in kept} == {".txt", ".json"}
    assert len(kept) == 3
    assert all(hashlib.sha256(raw).hexdigest() == Path(name).stem for name, raw in kept.items())


def test_nothing_is_kept_unasked(tmp_path: Path) -> None:
    """Without a folder the bytes go nowhere."""
    (tmp_path / "a.txt").write_bytes(b"Rain.")
    list(read_inputs([str(tmp_path / "a.txt")]))
    assert files_in(tmp_path) == {"a.txt": b"Rain."}
