"""One extractor with the packaged registry for the whole session: building it is what takes time."""

from collections.abc import Callable

import pytest

from provenance.core.records import Extraction
from provenance.nlp.pipeline import Extractor, load_extractor
from provenance.registry import load_registry
from tests.nlp.reading import build_article


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return load_extractor(registry=load_registry())


@pytest.fixture(scope="session")
def extract(extractor: Extractor) -> Callable[..., Extraction]:
    def run(text: str, **fields: str) -> Extraction:
        return extractor.extract(build_article(text, **fields))

    return run
