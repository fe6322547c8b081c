"""From an article to its extraction: the one door into this room.

Owns the choice of model and the pipeline that runs it. Docs never leave.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import metadata
from itertools import tee
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from provenance.core.agents import Registry
from provenance.core.records import Article, Extraction, Pipeline
from provenance.core.text import name_key
from provenance.core.wire import canonical_json
from provenance.errors import InputError, ModelNotFound
from provenance.nlp.annotations import read_extraction
from provenance.nlp.names import NameFinder, build_finder
from provenance.nlp.tokens import build_language
from provenance.registry import registry_sha256
from provenance.resources import BASELINE_MODEL, DEFAULT_MODEL, resource_path

MODELS = (DEFAULT_MODEL, BASELINE_MODEL)
LONGEST_ARTICLE = 5_000_000


@dataclass(frozen=True, slots=True)
class Extractor:
    """A model with its registry, ready to read articles. Build it once: that is what takes time."""

    pipeline: Pipeline
    registry: Registry
    nlp: Language

    def extract(self, article: Article) -> Extraction:
        """Extract the quotations of one article.

        Raises:
            InputError: The text is longer than 5,000,000 characters.
        """
        _check_length(article)
        return self._read(self.nlp(article.text), article)

    def extract_all(self, articles: Iterable[Article], *, n_process: int = 1) -> Iterator[Extraction]:
        """Extract the quotations of many articles, in their order.

        Args:
            articles: Read as they are needed.
            n_process: Number of processes, 1 or more; makes no difference to the result.

        Raises:
            InputError: A text is longer than 5,000,000 characters.
        """
        kept, given = tee(articles)
        docs = self.nlp.pipe((_check_length(article).text for article in given), n_process=n_process)
        for doc, article in zip(docs, kept, strict=True):
            yield self._read(doc, article)

    def knowing(self, registry: Registry) -> "Extractor":
        """Build an extractor of the same model with another registry; it takes the place of this one."""
        chains: Any = self.nlp.get_pipe("pv_chains_v1")
        # A configuration of spaCy's names a folder; a registry that was made in memory is handed over.
        chains.registry, chains.finder = registry, _build_finder(registry)
        params = json.loads(self.pipeline.params) | {"registry": registry_sha256(registry)}
        return Extractor(replace(self.pipeline, params=canonical_json(params)), registry, self.nlp)

    def _read(self, doc: Doc, article: Article) -> Extraction:
        return read_extraction(doc, article, registry=self.registry, pipeline=self.pipeline)


def load_extractor(model: str = DEFAULT_MODEL, *, registry: Registry) -> Extractor:
    """Load a model.

    Args:
        model: Name of a model that ships with the package, or the folder of one.
        registry: Agents and outlets that are known by name.

    Raises:
        ModelNotFound: No model has that name, or stands there.
        ModelMismatch: The model is damaged, or made for another version.
    """
    nlp = build_language()
    nlp.max_length = LONGEST_ARTICLE + 1
    params = {}
    if model == BASELINE_MODEL:
        name = model
        nlp.add_pipe("pv_rules_v1")
    else:
        # Only spaCy imports the component, and what runs weights with it: the rules need neither.
        component: Any = nlp.add_pipe("pv_quotes_v1", config={"weights": str(find_weights(model))})
        card = component.load().card
        name, params["weights"] = card.name, card.digest
    nlp.add_pipe("pv_chains_v1")
    version = metadata.version("quote-provenance")
    pipeline = Pipeline(stage="extract", name=name, version=version, params=canonical_json(params))
    return Extractor(pipeline, registry, nlp).knowing(registry)


def _build_finder(registry: Registry) -> NameFinder:
    """Index a registry for finding names, with the beginnings of those that it looks up."""
    finder = build_finder(registry)
    if registry.others is None:
        return finder
    lengths = dict(finder.lengths)
    for first, words in registry.others.lengths.items():
        key = name_key(first)
        lengths[key] = max(lengths.get(key, 0), words + 2)
    return replace(finder, lengths=lengths)


def find_weights(model: str) -> Path:
    """Find the folder of a trained model.

    Args:
        model: Name of a model that ships with the package, or a folder.

    Raises:
        ModelNotFound: No model has that name, and no folder stands there.
    """
    if model == DEFAULT_MODEL:
        return resource_path(f"nlp/data/{model}")
    if not Path(model).is_dir():
        message = f"no model is called {model!r}, and no folder of that name holds one"
        raise ModelNotFound(message, hint=f"models: {', '.join(MODELS)}, or a folder that `model train` wrote")
    return Path(model)


def _check_length(article: Article) -> Article:
    if len(article.text) > LONGEST_ARTICLE:
        message = f"{article.locator} has {len(article.text):,} characters, more than {LONGEST_ARTICLE:,}"
        raise InputError(message, hint="split it into articles")
    return article
