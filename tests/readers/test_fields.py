"""Fields: what a record says, taken as it stands or refused."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import InputError, InvalidRecord
from provenance.readers.fields import RECORD_FIELDS, check_keys, parse_object, read_fields, read_id, read_text

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize(
    "published",
    [
        "2025",
        "2025-07",
        "2025-07-13",
        "2024-02-29",
        "2025-07-13T08",
        "2025-07-13T08:00",
        "2025-07-13T08:00Z",
        "2025-07-13 08:00:00",
        "2025-07-13T08:00:00+00:00",
        "2025-07-13T08:00:00.123456-0530",
    ],
)
def test_dates_of_any_precision_stay_as_written(published: str) -> None:
    """A date is neither completed nor rewritten, only freed of white space around it and before its time."""
    expected = published.replace(" ", "T")
    assert read_fields({"published": f" {published}\n"}, names=("published",)) == {"published": expected}


@pytest.mark.parametrize(
    "published",
    [
        "25",
        "2025-7-13",
        "2025-13",
        "2025-02-29",
        "0000",
        "2025-07-13T",
        "2025-07-13T24:00",
        "2025-07-13T08:60",
        "2025-07T08:00",
        "20250713",
        "2025-W28-7",
        "13/07/2025",
        "Sun, 13 Jul 2025 08:00:00 GMT",
        "２０２５",
    ],
)
def test_what_is_no_date_is_refused(published: str) -> None:
    """Dates in other forms, or of days that never were, are refused with an example of what is right."""
    with pytest.raises(InvalidRecord, match="the field published is no ISO 8601 date") as caught:
        read_fields({"published": published}, names=("published",))
    assert "2025-07-13" in caught.value.hint


@pytest.mark.parametrize("lang", ["en", "en-GB", "zh-Hant-TW", "sr-Latn"])
def test_language_tags_are_taken(lang: str) -> None:
    """Tags of BCP 47 are taken as they stand."""
    assert read_fields({"lang": lang}, names=("lang",)) == {"lang": lang}


def test_missing_null_and_blank_mean_the_same() -> None:
    """A field that says nothing is not there."""
    assert read_fields({"title": None, "place": " \n"}, names=RECORD_FIELDS) == {}


def test_only_the_named_fields_are_taken() -> None:
    """What else stands in a record is let be."""
    assert read_fields({"title": "A", "section": 7}, names=RECORD_FIELDS) == {"title": "A"}


@pytest.mark.parametrize(("value", "expected"), [(None, None), ("a-1", "a-1"), (" a ", "a"), (7, "7"), ("  ", None)])
def test_ids_are_text_or_whole_numbers(value: object, expected: str | None) -> None:
    """An id may be a number, and one that says nothing is none."""
    assert read_id({"id": value}) == expected


def test_unknown_keys_are_named_with_those_that_are_known() -> None:
    """A misspelt key is shown beside the keys that there are."""
    with pytest.raises(InvalidRecord, match="unknown key 'autor', 'titel'") as caught:
        check_keys({"titel": "A", "autor": "B"}, names=("title", "byline"))
    assert caught.value.hint == "the keys are title, byline"


@given(TEXTS)
def test_text_is_never_changed(text: str) -> None:
    """A text comes out of a record exactly as it was put in."""
    record = parse_object(json.dumps({"text": text}).encode())
    if text.strip():
        assert read_text(record) == text
    else:
        with pytest.raises(InputError, match="no words"):
            read_text(record)


@given(st.dictionaries(st.sampled_from(["id", "text", *RECORD_FIELDS]), JSON) | JSON)
def test_any_json_gives_fields_or_a_known_error(value: object) -> None:
    """Whatever stands in a record, nothing but text without NUL and half characters comes out."""
    with suppress(InputError):
        record = parse_object(json.dumps(value).encode())
        values = [*read_fields(record, names=RECORD_FIELDS).values(), read_text(record), read_id(record) or ""]
        assert all(isinstance(text, str) and "\0" not in text and text.encode() is not None for text in values)


@given(st.binary(max_size=60))
def test_any_bytes_are_an_object_or_a_known_error(raw: bytes) -> None:
    """Bytes that are no JSON never raise anything that is not ours."""
    with suppress(InputError):
        assert isinstance(parse_object(raw), dict)
