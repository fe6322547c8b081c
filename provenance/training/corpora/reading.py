"""From paths to gold articles: which format a file has, and what of a folder is corpus."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from provenance.training.corpora.brat import find_companion, read_brat
from provenance.training.corpora.columns import is_columns, read_columns
from provenance.training.corpora.gold import read_gold
from provenance.training.corpora.records import CorpusItem, GoldArticle, RowReason, SkippedRow, Texts

# What may be a corpus in a folder; all else there (a README, a licence) is none of our business.
_SUFFIXES = frozenset({".jsonl", ".ndjson", ".ann", ".conll", ".conllu", ".tsv", ".bio", ".iob", ".txt"})
_SILVER = ".corenlp.jsonl"


def read_corpus(path: Path, *, texts: Texts | None = None) -> Iterator[CorpusItem]:
    """Read the gold articles of a file, or of all files below a folder.

    The format is found by the content: our own JSON lines, brat standoff (the `.ann` file or its `.txt`), or columns.

    Args:
        path: A file or folder.
        texts: Texts by the name of their article, for annotations that come without; see `join_texts`.

    Yields:
        The articles, and before each what had to be left out of it.
    """
    if path.is_dir():
        for file in _list_files(path):
            yield from _read_file(file, texts=texts or {})
    else:
        yield from _read_file(path, texts=texts or {})


def join_texts(path: Path, *, texts_from: Iterable[Path]) -> Iterator[CorpusItem]:
    """Read annotations whose texts stand in other files, such as those of further annotators.

    Args:
        path: The file or folder of annotations.
        texts_from: Corpora that hold the texts, under the same names of articles.
    """
    articles = (item for source in texts_from for item in read_corpus(source) if isinstance(item, GoldArticle))
    return read_corpus(path, texts={article.doc: article.text for article in articles})


def _list_files(folder: Path) -> Iterator[Path]:
    """Give what may be a corpus below a folder: of plain texts only columns, and no silver annotations."""
    for file in sorted(folder.rglob("*")):
        suffix = file.suffix.lower()
        is_named = suffix in _SUFFIXES and file.is_file() and not file.name.endswith(_SILVER)
        if is_named and (suffix != ".txt" or _holds_columns(file)):
            yield file


def _holds_columns(file: Path) -> bool:
    try:
        return is_columns(file.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return True  # Whoever reads it reports why it cannot be read.


def _read_file(path: Path, *, texts: Texts) -> Iterator[CorpusItem]:
    try:
        annotated = path.with_suffix(".ann")
        if path.suffix.lower() == ".ann" or (annotated.is_file() and find_companion(annotated) == path):
            yield from read_brat(annotated, texts=texts)
            return
        head = path.read_text(encoding="utf-8", errors="replace")
        if head.lstrip("\ufeff \r\n").startswith("{"):
            yield from read_gold(path, texts=texts)
        elif is_columns(head):
            yield from read_columns(path, texts=texts)
        else:
            message = f"{path.as_posix()} is no corpus: no gold JSON lines, brat annotations or labelled columns"
            yield SkippedRow(locator=path.as_posix(), reason=RowReason.UNKNOWN_FORMAT, message=message)
    except OSError as error:
        message = f"{path.as_posix()}: {error.strerror or error}"
        yield SkippedRow(locator=path.as_posix(), reason=RowReason.UNREADABLE, message=message)
