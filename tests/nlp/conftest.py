"""One extractor with the packaged registry for the whole session: building it is what takes time."""

import pytest

from provenance.core.records import Extraction
from provenance.nlp.pipeline import Extractor, load_extractor
from provenance.registry import load_registry
from tests.nlp.reading import Extract, build_article


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return load_extractor("rules", registry=load_registry())


@pytest.fixture(scope="session")
def extract(extractor: Extractor) -> Extract:
    def run(text: str, *, publisher: str | None = None) -> Extraction:
        return extractor.extract(build_article(text, publisher=publisher))

    return run
