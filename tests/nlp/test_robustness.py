"""What must not change an answer: text in front, another style of marks, line ends, a paragraph in capitals."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from provenance.core.marks import MarkStyle, find_quoted
from provenance.core.records import Extraction
from provenance.core.text import fold_marks
from provenance.nlp.pipeline import Extractor, load_extractor
from provenance.registry import load_registry
from tests.nlp.reading import build_article

DEV = Path(__file__).parents[3] / "shared" / "corpora" / "polnear" / "dev.gold.jsonl"
FRONTS = (
    "The ferry to the island will not run on Tuesday. Two buses leave from the harbour at ten instead.\n\n",
    "The Senate adjourned on Friday without a vote on the spending bill. Democrats said they would return.\n\n",
    "Fishing boats avoid the bay in winter, when storms come. The group plans to return next year, it said.\n\n",
)
SHOUT = "\n\nTHE FERRY TO THE ISLAND WILL NOT RUN ON TUESDAY. TWO BUSES LEAVE FROM THE HARBOUR AT TEN INSTEAD.\n"
# Share of articles of which an earlier attribution may change.
TOLERATED = 0.02
TURNED = {MarkStyle.STRAIGHT: ("‘", "’"), MarkStyle.SINGLE: ("“", "”")}

Answer = frozenset[tuple[str, str | None]]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load_extractor(registry=load_registry())


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Give what all variants can be made of: texts with straight marks, and whole lines."""
    rows = map(json.loads, DEV.read_text(encoding="utf-8").splitlines())
    return [fold_marks(row["text"]) for row in rows]


def answer(extraction: Extraction) -> Answer:
    """Say what is attributed to whom, without offsets, styles of marks and line ends."""
    text = extraction.article.text
    found = set()
    for quotation in extraction.quotations:
        content = " ".join(" ".join(span.text_in(text).split()) for span in quotation.content)
        source = quotation.source.text_in(text) if quotation.source else None
        found.add((_plain(content), _plain(" ".join(source.split())) if source else None))
    return frozenset(found)


def _plain(words: str) -> str:
    return fold_marks(words).replace('"', "'")


def read(extractor: Extractor, texts: list[str]) -> list[Answer]:
    return [answer(e) for e in extractor.extract_all(map(build_article, texts), n_process=2)]


@pytest.fixture(scope="module")
def plain(extractor: Extractor, texts: list[str]) -> list[Answer]:
    return read(extractor, texts)


def curl(text: str) -> str:
    """Write straight quotation marks as curly ones."""
    chars = list(text)
    for quoted in find_quoted(text):
        if quoted.style is MarkStyle.STRAIGHT:
            chars[quoted.span.start] = "“"
            chars[quoted.span.end - 1] = "”" if quoted.closed else chars[quoted.span.end - 1]
    return "".join(chars)


def turn(text: str) -> str:
    """Write double marks as single ones and single as double, as in Britain; a text of odd marks stays as it is."""
    chars = list(text)
    for quoted in find_quoted(text):
        if quoted.style not in TURNED:
            return text
        opening, closing = TURNED[quoted.style]
        chars[quoted.span.start] = opening
        chars[quoted.span.end - 1] = closing if quoted.closed else chars[quoted.span.end - 1]
    turned = "".join(chars)
    return text if '"' in turned else turned


VARIANTS: dict[str, Callable[[str], str]] = {
    "curly marks": curl,
    "British marks": turn,
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    **{f"in front: {front[:20]}": partial(str.__add__, front) for front in FRONTS},
    "a paragraph in capitals behind": lambda text: text.rstrip() + SHOUT,
}


@pytest.mark.skipif(not DEV.exists(), reason="the corpora are not beside this checkout")
@pytest.mark.parametrize("variant", VARIANTS)
def test_variants_change_nothing(variant: str, extractor: Extractor, texts: list[str], plain: list[Answer]) -> None:
    """In another style, or beside a stranger's paragraph, nearly every article says the same."""
    changed = read(extractor, [VARIANTS[variant](text) for text in texts])
    lost = [number for number, (before, after) in enumerate(zip(plain, changed, strict=True)) if before - after]
    assert len(lost) <= TOLERATED * len(texts), f"{len(lost)} of {len(texts)}"
