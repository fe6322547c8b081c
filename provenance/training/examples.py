"""Gold articles as the network is taught them: features with a label for every word.

Owns the way from spans of code points to labels. A gold span covers every word that it touches.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.language import Language

from provenance.core.text import Span
from provenance.nlp.encoder.features import Features, Ints, Pieces, build_features
from provenance.nlp.encoder.labels import NAMES, ROLES, TAGS
from provenance.nlp.sentences import Reading, TokenRange, read_doc
from provenance.training.corpora import GoldArticle, GoldAttribution, SilverArticle

# The label of a word that nobody labelled: it teaches nothing.
UNLABELLED = -100
_NAME_TYPES = {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "LOC", "MISC": "MISC"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An article to learn from; index = word.

    Attributes:
        doc: Name of the article.
        features: What the network sees.
        tags: Index into `TAGS` of each word, whichever attribution it belongs to.
        names: Index into `NAMES` of each word; `UNLABELLED` where names are unknown.
        cues: Range of words of each cue, in order.
        roles: One row for each cue: index into `ROLES` of each word.
        ends: Words after which a window may end: the last of each sentence.
    """

    doc: str
    features: Features
    tags: Ints
    names: Ints
    cues: tuple[TokenRange, ...]
    roles: Ints
    ends: Ints


@dataclass(frozen=True, slots=True)
class _Words:
    """Where the words of an article begin and end, to find those that a span touches."""

    starts: list[int]
    ends: list[int]

    def touched(self, span: Span) -> TokenRange | None:
        first, last = bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)
        return (first, last) if first < last else None

    def all_touched(self, spans: Iterable[Span]) -> list[TokenRange]:
        return [found for found in map(self.touched, sorted(spans)) if found]


def build_example(
    article: GoldArticle, nlp: Language, pieces: Pieces, *, silver: SilverArticle | None = None
) -> Example:
    """Label the words of an article.

    Args:
        article: Text with its attributions; those without a cue teach their spans alone.
        nlp: The tokenizer's pipeline.
        pieces: Cuts words into pieces.
        silver: The names of the same text; None where they are unknown.
    """
    reading = read_doc(nlp(article.text))
    spans = [reading.span((n, n + 1)) for n in range(len(reading.words))]
    words = _Words([s.start for s in spans], [s.end for s in spans])
    found = [(cues[0][0], cues[-1][1], a) for a in article.attributions if (cues := words.all_touched(a.cue))]
    found.sort(key=lambda item: item[:2])
    return Example(
        doc=article.doc,
        features=build_features(reading, pieces),
        tags=_tags(article.attributions, words, size=len(spans)),
        names=_names(silver, words, size=len(spans)),
        cues=tuple((start, end) for start, end, _ in found),
        roles=np.asarray([_roles(a, words, size=len(spans)) for *_, a in found], np.int64).reshape(-1, len(spans)),
        ends=_ends(reading),
    )


def _ends(reading: Reading) -> Ints:
    return np.asarray([sentence.end for sentence in reading.sentences], np.int64)


def _write(labels: Ints, ranges: Iterable[TokenRange], *, name: str, known: Sequence[str]) -> None:
    begin, inside = known.index(f"B-{name}"), known.index(f"I-{name}")
    for start, end in ranges:
        labels[start] = begin
        labels[start + 1 : end] = inside


def _tags(attributions: Sequence[GoldAttribution], words: _Words, *, size: int) -> Ints:
    """Label each word once: cues over sources over contents, where attributions overlap."""
    tags = np.zeros(size, np.int64)
    for name in ("content", "source", "cue"):
        for attribution in attributions:
            _write(tags, words.all_touched(getattr(attribution, name)), name=name.upper(), known=TAGS)
    return tags


def _roles(attribution: GoldAttribution, words: _Words, *, size: int) -> Ints:
    roles = np.zeros(size, np.int64)
    _write(roles, words.all_touched(attribution.content), name="CONTENT", known=ROLES)
    _write(roles, words.all_touched(attribution.source), name="SOURCE", known=ROLES)
    return roles


def _names(silver: SilverArticle | None, words: _Words, *, size: int) -> Ints:
    if silver is None:
        return np.full(size, UNLABELLED, np.int64)
    names = np.zeros(size, np.int64)
    for entity in silver.entities:
        found = words.touched(entity.span)
        if found and entity.label in _NAME_TYPES:
            _write(names, [found], name=_NAME_TYPES[entity.label], known=NAMES)
    return names
