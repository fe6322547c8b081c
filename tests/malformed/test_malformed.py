"""One file for each way to be wrong, with the reason and the words of its message pinned.

Files that git or an editor would mend are made by the tests; the others lie beside this module.
"""

import json
from pathlib import Path

import pytest

from provenance.core.records import Article
from provenance.readers.dispatch import read_inputs
from provenance.readers.records import Skipped, SkipReason

HERE = Path(__file__).parent
SAID = "“It is over,” he said."

# The first line of each is wrong, and the second is good.
RECORDS = {
    "no_text": (SkipReason.INVALID_RECORD, "the field text is missing"),
    "text_is_null": (SkipReason.INVALID_RECORD, "the field text is missing"),
    "text_is_number": (SkipReason.INVALID_RECORD, "the field text is a number where text was expected"),
    "text_is_blank": (SkipReason.EMPTY, "the field text has no words in it"),
    "text_has_nul": (SkipReason.INVALID_RECORD, "the field text holds a NUL at character 7"),
    "text_has_half_a_pair": (SkipReason.INVALID_RECORD, "the field text holds half a surrogate pair at character 8"),
    "title_is_list": (SkipReason.INVALID_RECORD, "the field title is a list where text was expected"),
    "title_has_half_a_pair": (SkipReason.INVALID_RECORD, "the field title holds half a surrogate pair"),
    "id_is_list": (SkipReason.INVALID_RECORD, "the field id is a list where text was expected"),
    "id_is_boolean": (SkipReason.INVALID_RECORD, "the field id is a boolean where text was expected"),
    "id_is_fraction": (SkipReason.INVALID_RECORD, "the field id is a number where text was expected"),
    "id_is_endless": (SkipReason.INVALID_RECORD, "not usable JSON: Exceeds the limit"),
    "published_is_prose": (SkipReason.INVALID_RECORD, "the field published is no ISO 8601 date: '13 July, 2025'"),
    "published_is_no_day": (SkipReason.INVALID_RECORD, "the field published is no ISO 8601 date: '2025-02-30'"),
    "published_is_basic": (SkipReason.INVALID_RECORD, "the field published is no ISO 8601 date: '20250713'"),
    "published_is_number": (SkipReason.INVALID_RECORD, "the field published is a number where text was expected"),
    "modified_is_prose": (SkipReason.INVALID_RECORD, "the field modified is no ISO 8601 date: 'yesterday'"),
    "url_is_relative": (SkipReason.INVALID_RECORD, "url is no absolute URL: '/2025/07/13/title'"),
    "url_has_no_scheme": (SkipReason.INVALID_RECORD, "url is no absolute URL: 'news.example/title'"),
    "lang_is_prose": (SkipReason.INVALID_RECORD, "the field lang is no language tag: 'British English'"),
    "line_is_list": (SkipReason.INVALID_RECORD, "a JSON list where an object was expected"),
    "line_is_text": (SkipReason.INVALID_RECORD, "a JSON text where an object was expected"),
    "line_is_number": (SkipReason.INVALID_RECORD, "a JSON number where an object was expected"),
    "line_is_prose": (SkipReason.INVALID_RECORD, "not valid JSON at character 0"),
    "line_is_python": (SkipReason.INVALID_RECORD, "not valid JSON at character 1"),
    "line_is_cut_off": (SkipReason.INVALID_RECORD, "not valid JSON at character 20"),
    "line_has_two": (SkipReason.INVALID_RECORD, "not valid JSON at character 24: Extra data"),
    "key_twice": (SkipReason.INVALID_RECORD, "the key 'text' stands in it twice"),
    "not_a_key": (SkipReason.INVALID_RECORD, "not valid JSON at character 1"),
}

WHOLE_FILES = {
    "page.html": (SkipReason.EMPTY, "has no article in it"),
    "feed.xml": (SkipReason.EMPTY, "is no feed with entries"),
    "crawl.warc": (SkipReason.INVALID_RECORD, "it has no Content-Length"),
    "letter.rtf": (SkipReason.BINARY, "is an RTF document, not text"),
    "page.pdf": (SkipReason.INVALID_RECORD, "is a broken PDF document"),
    "list.json": (SkipReason.UNKNOWN_FORMAT, "is one JSON document over several lines or a list"),
    "over_lines.json": (SkipReason.UNKNOWN_FORMAT, "is one JSON document over several lines or a list"),
}

SIDECARS = {
    "sidecar_unknown_key": "unknown key 'headline'",
    "sidecar_wrong_type": "the field title is a number where text was expected",
    "sidecar_no_object": "a JSON list where an object was expected",
    "sidecar_cut_off": "not valid JSON",
    "sidecar_key_twice": "the key 'title' stands in it twice",
    "sidecar_published": "the field published is no ISO 8601 date: 'July 2025'",
    "sidecar_url": "url is no absolute URL: 'news.example'",
    "sidecar_half_a_pair": "the field title holds half a surrogate pair",
}

BYTES = {
    "empty.txt": (b"", SkipReason.EMPTY, "is empty"),
    "empty.jsonl": (b"", SkipReason.EMPTY, "is empty"),
    "white_space.txt": (b" \r\n\t\n", SkipReason.EMPTY, "has no words in it"),
    "white_space.jsonl": (b"\n\n  \n", SkipReason.EMPTY, "has no record in it"),
    "mark_alone.txt": (b"\xef\xbb\xbf", SkipReason.EMPTY, "has no words in it"),
    "nul.txt": (b"He said\0 it.", SkipReason.BINARY, "holds a NUL at byte 7"),
    "nul_after_umlaut.txt": ("Müller said\0 it.".encode(), SkipReason.BINARY, "holds a NUL at byte 12"),
    "nul_in_cp1252.txt": (b"\x93It is over,\x94 he said.\0", SkipReason.BINARY, "holds a NUL at byte 22"),
    "nul_in_utf16.txt": ("He said\0 it.".encode("utf-16"), SkipReason.BINARY, "holds a NUL at byte 16"),
    "nul_line.jsonl": (b"\0\0\0\0\n", SkipReason.BINARY, "holds a NUL at byte 0"),
    "surrogate.txt": (b"He said \xed\xa0\xbd it.", SkipReason.ENCODING, "is not valid UTF-8 at byte 8"),
    "pair_of_surrogates.txt": (b"\xed\xa0\xbd\xed\xb8\x80 it is", SkipReason.ENCODING, "is not valid UTF-8 at byte 0"),
    "cut_off.txt": ("He said “no”".encode()[:-1], SkipReason.ENCODING, "is not valid UTF-8 at byte 13"),
    "marked_cut_off.txt": (b"\xef\xbb\xbfM\xc3", SkipReason.ENCODING, "is not valid UTF-8 at byte 1"),
    "one_wrong.txt": ("“No,” he “said”.".encode() + b"\x92", SkipReason.ENCODING, "is not valid UTF-8 at byte 24"),
    "utf16_odd.txt": (b"\xff\xfeH\0e", SkipReason.ENCODING, "is not valid UTF-16 at byte"),
    "utf16_surrogate.txt": (b"\xff\xfeH\0\x3d\xd8", SkipReason.ENCODING, "is not valid UTF-16 at byte"),
    "utf16.jsonl": ('{"text": "a"}'.encode("utf-16"), SkipReason.ENCODING, "is in UTF-16"),
    "utf16_unmarked.jsonl": ('{"text": "a"}'.encode("utf-16-le"), SkipReason.ENCODING, "is in UTF-16"),
    "random.txt": (bytes(range(1, 256)) * 3, SkipReason.ENCODING, "the encoding of"),
    "controls.txt": (b"\x01\x02\x03 said \x04\x05", SkipReason.BINARY, "is full of control characters"),
    "image.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", SkipReason.BINARY, "is a PNG image"),
    "image.jsonl": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", SkipReason.BINARY, "is a PNG image"),
    "archive.txt": (b"PK\x03\x04\x14\0\0\0", SkipReason.BINARY, "is a ZIP archive or office document"),
    "packed.jsonl.gz": (b"\x1f\x8b\x08\0\0\0\0\0", SkipReason.BINARY, "is a gzip file"),
    "program": (b"\x7fELF\x02\x01\x01", SkipReason.BINARY, "is a program"),
    "page.txt": ("<html><p>é".encode("utf-16"), SkipReason.EMPTY, "has no article in it"),
}

LINES = {
    "latin_line": (b'{"text": "caf\xe9"}', SkipReason.ENCODING, "not valid UTF-8 at byte 13"),
    "surrogate_line": (b'{"text": "\xed\xa0\xbd"}', SkipReason.ENCODING, "not valid UTF-8 at byte 10"),
    "control_line": (b'{"text": "a\x01b"}', SkipReason.INVALID_RECORD, "not valid JSON at character 11"),
    "nul_line": (b'{"text": "a\0b"}', SkipReason.INVALID_RECORD, "not valid JSON at character 11"),
    "deep_line": (b'{"text": ' + b"[" * 200_000, SkipReason.INVALID_RECORD, "not usable JSON"),
}


def only_skip(path: Path) -> Skipped:
    (item,) = read_inputs([str(path)])
    assert isinstance(item, Skipped)
    return item


def test_every_file_here_is_tested() -> None:
    """No malformed file lies here without its reason being pinned."""
    lying = {file.name for file in HERE.iterdir() if file.is_file() and file.suffix not in {".py", ".pyc"}}
    pinned = {f"{name}.jsonl" for name in RECORDS} | set(WHOLE_FILES)
    assert lying == pinned | {name + suffix for name in SIDECARS for suffix in (".txt", ".json")}


@pytest.mark.parametrize("name", RECORDS)
def test_a_wrong_record_is_named_and_the_next_one_read(name: str) -> None:
    """A record that breaks the format is reported with its line, and the record after it is an article."""
    reason, words = RECORDS[name]
    skipped, article = read_inputs([str(HERE / f"{name}.jsonl")])
    assert isinstance(skipped, Skipped)
    assert (skipped.reason, skipped.offset) == (reason, 0)
    assert skipped.message.startswith("line 1 of ")
    assert words in skipped.message
    assert skipped.hint
    assert isinstance(article, Article)
    assert article.text == SAID


@pytest.mark.parametrize("name", WHOLE_FILES)
def test_a_file_of_another_format_is_named(name: str) -> None:
    """A file that holds no article that we can read is refused as a whole, by what it is."""
    reason, words = WHOLE_FILES[name]
    skipped = only_skip(HERE / name)
    assert skipped.reason == reason
    assert words in skipped.message
    assert name in skipped.message
    assert skipped.hint


@pytest.mark.parametrize("name", SIDECARS)
def test_a_wrong_sidecar_keeps_its_text_out(name: str) -> None:
    """A text whose sidecar breaks its format is left out under its own address, and the sidecar is named."""
    skipped = only_skip(HERE / f"{name}.txt")
    assert skipped.reason == SkipReason.INVALID_RECORD
    assert skipped.locator.endswith(f"{name}.txt")
    assert f"{name}.json" in skipped.message
    assert SIDECARS[name] in skipped.message
    assert skipped.hint


@pytest.mark.parametrize("name", BYTES)
def test_bytes_that_are_no_text_are_refused(name: str, tmp_path: Path) -> None:
    """Bytes that are no text, or whose characters cannot be told, are refused with what and where it is."""
    raw, reason, words = BYTES[name]
    path = tmp_path / name
    path.write_bytes(raw)
    skipped = only_skip(path)
    assert skipped.reason == reason
    assert words in skipped.message
    assert name in skipped.message
    assert skipped.hint


@pytest.mark.parametrize("name", LINES)
def test_a_line_of_wrong_bytes_is_skipped(name: str, tmp_path: Path) -> None:
    """A line whose bytes are wrong is reported with where it begins, and the lines around it are articles."""
    raw, reason, words = LINES[name]
    good = json.dumps({"text": SAID}).encode()
    path = tmp_path / f"{name}.jsonl"
    path.write_bytes(b"\n".join([good, raw, good]))
    first, skipped, last = read_inputs([str(path)])
    assert isinstance(skipped, Skipped)
    assert (skipped.reason, skipped.offset) == (reason, len(good) + 1)
    assert words in skipped.message
    assert isinstance(first, Article)
    assert isinstance(last, Article)
