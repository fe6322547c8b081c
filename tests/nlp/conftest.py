"""One extractor and one component of chains for the whole session: building them is what takes time."""

import pytest

from provenance.core.records import Extraction, Pipeline
from provenance.nlp.annotations import read_extraction
from provenance.nlp.pipeline import Extractor, load_extractor
from provenance.nlp.rules import Chains
from provenance.registry import load_registry
from tests.nlp.marked import ReadMarked, read_marked
from tests.nlp.reading import Extract, build_article

PIPELINE = Pipeline(stage="extract", name="marked", version="1")


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return load_extractor("rules", registry=load_registry())


@pytest.fixture(scope="session")
def extract(extractor: Extractor) -> Extract:
    def run(text: str, *, publisher: str | None = None) -> Extraction:
        return extractor.extract(build_article(text, publisher=publisher))

    return run


@pytest.fixture(scope="session")
def extract_marked() -> ReadMarked:
    chains = Chains(load_registry())

    def run(marked: str, *, published: str | None = None) -> Extraction:
        doc = chains(read_marked(marked))
        article = build_article(doc.text, published=published)
        return read_extraction(doc, article, registry=chains.registry, pipeline=PIPELINE)

    return run
