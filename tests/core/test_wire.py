"""The JSON shape and the ids: what goes out comes back, and an id is made of what it names."""

import json
import re
from collections.abc import Iterator
from functools import reduce
from operator import getitem
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import JSON, extractions, pipelines

from provenance.core.agents import build_agent
from provenance.core.chain import build_chain
from provenance.core.records import (
    AgentKind,
    Article,
    Credit,
    Extraction,
    Form,
    Hop,
    Mention,
    MentionKind,
    Pipeline,
    Quotation,
    Rejected,
    RejectReason,
    Role,
)
from provenance.core.text import Span
from provenance.core.wire import (
    Wire,
    article_id,
    canonical_json,
    content_id,
    content_text,
    from_wire,
    pipeline_id,
    quotation_id,
    text_sha256,
    to_wire,
    version_id,
)
from provenance.errors import InvalidRecord

TEXT = 'The “login” row: "Yes," Lavrov said, Tass reported. "No." Photo: AP'
LAVROV = build_agent("Sergei Lavrov", AgentKind.PERSON, scope="")
TASS = build_agent("TASS", AgentKind.ORGANISATION, scope="")


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


SAID = Quotation(
    form=Form.DIRECT,
    content=(at('"Yes,"'), at('"No."')),
    cue=at("said"),
    source=at("Lavrov"),
    chain=build_chain(
        LAVROV,
        source=at("Lavrov"),
        relays=[Hop(role=Role.AGENCY, agent=TASS, mention=at("Tass"), evidence=at("Tass reported"))],
        publisher=None,
    ),
    score=0.9,
)
EXTRACTION = Extraction(
    article=Article(locator="a.txt", text=TEXT, raw_sha256=text_sha256(TEXT), path="a.txt", published="2025-07-13"),
    pipeline=Pipeline(stage="extract", name="rules", version="0.1.0", params='{"window":3}'),
    quotations=(SAID,),
    rejected=(Rejected(span=at("“login”"), reason=RejectReason.LABEL),),
    credits=(Credit(span=at("Photo: AP"), kind="image", chain=(TASS,)),),
    mentions=(Mention(span=at("Lavrov"), kind=MentionKind.NAME, agent=LAVROV, method="registry"),),
)


def places(value: object, *, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Give the path to every value inside a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*path, key)
        yield from places(inner, path=(*path, key))


def replaced(wire: Wire, path: tuple[str | int, ...], value: object) -> Wire:
    """Copy a wire object with another value at one place."""
    copy: Wire = json.loads(json.dumps(wire))
    reduce(getitem, path[:-1], copy)[path[-1]] = value  # type: ignore[arg-type,index]
    return copy


@given(extractions())
def test_what_goes_out_comes_back(extraction: Extraction) -> None:
    """An extraction written as a line of JSON and read again is the same extraction, and has the same line."""
    line = json.dumps(to_wire(extraction))
    back = from_wire(json.loads(line), text=extraction.article.text)
    assert back == extraction
    assert json.dumps(to_wire(back)) == line


@given(extractions())
def test_every_span_that_goes_out_lies_inside_the_text(extraction: Extraction) -> None:
    """The text shown beside offsets is what stands there, and the offsets alone are enough to find it."""
    text = extraction.article.text
    wire = to_wire(extraction)
    assert wire["article"]["characters"] == len(text)
    for quotation in wire["quotations"]:
        assert quotation["text"] == " … ".join(text[start:end] for start, end in quotation["content"])
    for shown in (*wire["rejected"], *wire["mentions"]):
        start, end = shown["span"]
        assert shown["text"] == text[start:end]


def test_the_shape_is_the_documented_one() -> None:
    """A line has the fields of the contract, and unknown is null."""
    wire = to_wire(EXTRACTION)
    quotation = wire["quotations"][0]
    assert list(wire) == ["article", "quotations", "rejected", "credits", "mentions", "pipeline"]
    assert {"id", "path", "title", "publisher", "published", "sha256", "characters"} <= set(wire["article"])
    assert (quotation["form"], quotation["text"]) == ("direct", '"Yes," … "No."')
    assert quotation["speaker"] == {"name": "Sergei Lavrov", "kind": "person", "agent": LAVROV.id}
    assert [hop["role"] for hop in quotation["chain"]] == ["speaker", "agency", "publisher"]
    assert quotation["chain"][-1]["name"] is quotation["medium"] is None
    assert wire["rejected"][0]["reason"] == "label"
    assert wire["credits"][0]["chain"] == ["TASS"]


def test_ids_are_what_they_were() -> None:
    """Ids are kept in databases and notes of users: a change of one of these breaks them all."""
    article = EXTRACTION.article
    assert content_id("qt", {"a": ["é", None, 1.5]}) == "qt_085d60da45a1fa8a0692"
    assert article_id(article) == "ar_45d6cfca98c45fcc6daf"
    assert version_id(article) == "av_32f554ead35d9c65cea7"
    assert quotation_id(version_id(article), SAID.content) == "qt_829949323b3b58da43f4"
    assert pipeline_id(EXTRACTION.pipeline) == "pl_53788629606339db29e8"
    assert LAVROV.id == "ag_5515a5b19e488a7b4f74"


@given(st.dictionaries(st.text(max_size=5), JSON, max_size=5), st.randoms(use_true_random=False))
def test_ids_ignore_the_order_of_keys(value: dict[str, object], random: Random) -> None:
    """A mapping is the same in any order, and its id has a tag and 20 hexadecimal digits."""
    items = list(value.items())
    random.shuffle(items)
    assert content_id("qt", dict(items)) == content_id("qt", value)
    assert re.fullmatch("qt_[0-9a-f]{20}", content_id("qt", value))


@given(st.lists(st.text(max_size=3), max_size=4), st.lists(st.text(max_size=3), max_size=4))
def test_other_parts_have_another_id(one: list[str], other: list[str]) -> None:
    """Where one part ends and the next begins is part of what is named."""
    assert (content_id("qt", *one) == content_id("qt", *other)) is (one == other)


@given(JSON)
def test_canonical_json_is_json_in_one_form(value: object) -> None:
    """Canonical JSON reads back as the same value, and writing that gives the same text."""
    text = canonical_json(value)
    assert json.loads(text) == value
    assert canonical_json(json.loads(text)) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {"a": -float("inf")}])
def test_what_is_no_json_has_no_id(value: object) -> None:
    """Not-a-number has no form in JSON."""
    with pytest.raises(ValueError, match="JSON"):
        content_id("qt", value)


def test_lone_surrogates_have_an_id() -> None:
    """A text that cannot be written in UTF-8 is still told from others."""
    assert content_id("ar", "\ud800") != content_id("ar", "\ud801")
    assert text_sha256("\ud800") != text_sha256("\ud801")


def test_another_text_is_another_version_of_the_same_article() -> None:
    """The locator tells articles apart and the text tells versions apart; nothing else does."""
    first = Article(locator="a.txt", text="one", raw_sha256="0")
    second = Article(locator="a.txt", text="two", raw_sha256="0")
    titled = Article(locator="a.txt", text="one", raw_sha256="1", title="One", encoding="cp1252")
    elsewhere = Article(locator="b.txt", text="one", raw_sha256="0")
    assert article_id(first) == article_id(second) == article_id(titled) != article_id(elsewhere)
    assert version_id(first) == version_id(titled)
    assert len({version_id(first), version_id(second), version_id(elsewhere)}) == 3


@given(pipelines())
def test_a_pipeline_is_its_settings_however_written(pipeline: Pipeline) -> None:
    """Spaces and the order of keys in the settings make no other pipeline."""
    settings = json.loads(pipeline.params)
    loose = json.dumps(dict(reversed(settings.items())), indent=2)
    other = Pipeline(
        stage=pipeline.stage,
        name=pipeline.name,
        version=pipeline.version,
        model_sha256=pipeline.model_sha256,
        params=loose,
    )
    assert pipeline_id(other) == pipeline_id(pipeline)


def test_parts_of_a_content_are_shown_with_an_ellipsis_between() -> None:
    """The words are verbatim, and what stands between the parts is left out."""
    assert content_text("one, he said, two", (Span(0, 3), Span(14, 17))) == "one … two"


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("Yes", "Not"),  # other words
        TEXT.replace('"', "”"),  # other marks
        TEXT + " ",
        TEXT[:10],  # shorter than the spans
        "",
    ],
)
def test_another_text_is_refused(text: str) -> None:
    """Spans are never laid over a text that they were not made for."""
    with pytest.raises(InvalidRecord, match=r"article|extraction") as caught:
        from_wire(to_wire(EXTRACTION), text=text)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("article", "id"), "ar_00000000000000000000"),  # ids are those of their content
        (("quotations", 0, "id"), "qt_00000000000000000000"),
        (("pipeline", "id"), "pl_00000000000000000000"),
        (("quotations", 0, "content", 0), [0, 3]),  # an id was made for other spans
        (("quotations", 0, "content", 0), [0, 1_000_000]),  # past the end
        (("quotations", 0, "content", 0), [0.0, 3.0]),
        (("quotations", 0, "content", 0), [3]),
        (("quotations", 0, "cue"), [9, 4]),
        (("quotations", 0, "text"), '"Yes," "No."'),
        (("quotations", 0, "form"), "spoken"),
        (("quotations", 0, "score"), "high"),
        (("quotations", 0, "score"), float("nan")),
        (("quotations", 0, "speaker", "name"), "Maria Zakharova"),  # the chain says another
        (("quotations", 0, "chain", 1, "role"), "courier"),
        (("quotations", 0, "chain", 1, "explicit"), 1),
        (("quotations", 0, "chain", 1, "lang_to"), 7),
        (("quotations", 0, "chain"), None),
        (("mentions", 0, "method"), None),
        (("mentions", 0, "agent"), "Lavrov"),
        (("credits", 0, "chain"), ["AP"]),  # the agents say another
        (("article", "title"), 7),
        (("article", "locator"), None),
        (("pipeline", "params"), "{}"),
    ],
)
def test_a_damaged_line_is_refused(path: tuple[str | int, ...], value: object) -> None:
    """A value of the wrong type, or one that its neighbours contradict, is an error with a hint."""
    with pytest.raises(InvalidRecord) as caught:
        from_wire(replaced(to_wire(EXTRACTION), path, value), text=TEXT)
    assert caught.value.hint


@pytest.mark.parametrize("wire", [{}, [], None, "", 7, {"article": {}}, {"article": None}])
def test_what_is_no_extraction_at_all_is_refused(wire: Wire) -> None:
    """Any other JSON is refused in the same way."""
    with pytest.raises(InvalidRecord, match="this is no extraction"):
        from_wire(wire, text=TEXT)


@pytest.mark.parametrize("path", [path for path in places(to_wire(EXTRACTION)) if isinstance(path[-1], str)], ids=str)
def test_a_line_with_a_part_missing_is_refused(path: tuple[str | int, ...]) -> None:
    """No field of the contract may be left out."""
    wire = json.loads(json.dumps(to_wire(EXTRACTION)))
    del reduce(getitem, path[:-1], wire)[path[-1]]
    with pytest.raises(InvalidRecord):
        from_wire(wire, text=TEXT)


@given(st.sampled_from(sorted(places(to_wire(EXTRACTION)), key=str)), JSON)
def test_a_changed_line_is_refused_or_says_what_it_means(path: tuple[str | int, ...], value: object) -> None:
    """Whatever stands at whatever place, a line that is taken is the line of the extraction that it gives."""
    wire = replaced(to_wire(EXTRACTION), path, value)
    try:
        taken = from_wire(wire, text=TEXT)
    except InvalidRecord:
        return
    assert canonical_json(to_wire(taken)) == canonical_json(wire)
