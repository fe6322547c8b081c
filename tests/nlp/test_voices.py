"""Whose words are they: the carrier's or those of the voice that it carries?"""

import pytest

from provenance.core.agents import Registry
from provenance.nlp.cast import build_cast
from provenance.nlp.contents import Attribution, find_attributions
from provenance.nlp.names import build_finder
from provenance.nlp.relays import find_media
from provenance.nlp.voices import prefer_inner
from provenance.registry import load_registry
from tests.nlp.reading import read, words_at


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.mark.parametrize(
    ("text", "outer", "expected"),
    [
        # the agency carries what the minister added
        (
            "According to Tass, Lavrov said that Russia would never leave.",
            ("Tass", "According to", "Lavrov said that Russia would never leave"),
            "Lavrov",
        ),
        # so does a translation, which is no agency
        (
            "According to a Russian translation, Choe said that Moscow would win.",
            ("a Russian translation", "According to", "Choe said that Moscow would win"),
            "Choe",
        ),
        # nobody speaks inside: the agency tells it as its own
        (
            "KCNA said the talks were held in Wonsan.",
            ("KCNA", "said", "the talks were held in Wonsan"),
            "KCNA",
        ),
        # a person who reports what another said vouches for it
        (
            "Kim said that Lee said the talks had failed.",
            ("Kim", "said", "that Lee said the talks had failed"),
            "Kim",
        ),
        # one agency on another: neither is the voice
        (
            "According to Tass, Interfax said that the talks had failed.",
            ("Tass", "According to", "Interfax said that the talks had failed"),
            "Tass",
        ),
    ],
)
def test_voice(registry: Registry, text: str, outer: tuple[str, str, str], expected: str) -> None:
    """A medium as a source gives way to the voice inside the report, and to nobody else."""
    reading = read(text)
    cast = build_cast(reading, build_finder(registry).find_names(reading), registry=registry)
    source, cue, content = (words_at(reading, words) for words in outer)
    found = Attribution(contents=(content,), cue=cue, source=source)
    [settled] = prefer_inner(reading, [found], find_attributions(reading), find_media(cast))
    assert settled.source is not None
    assert reading.text(settled.source) == expected
