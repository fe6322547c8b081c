"""What there is to learn from: every choice among candidates that the resolver makes in an article, with the answer.

The resolver itself walks through the article and asks a teacher, who knows the clusters and writes down what he was
asked. So the weights are learned on just what they will be asked.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from provenance.core.agents import Registry
from provenance.core.text import Span as CharSpan
from provenance.nlp.cast import Cast, build_cast
from provenance.nlp.contents import Attribution, find_attributions
from provenance.nlp.coreference import find_voices
from provenance.nlp.coreference.antecedents import Anaphor, AnaphorKind, Candidate
from provenance.nlp.coreference.scorer import Choice
from provenance.nlp.names import NameFinder
from provenance.nlp.sentences import TokenRange, read_doc
from provenance.training.corpora import GoldArticle, GoldAttribution, SilverArticle

_LABELS = {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "LOC", "MISC": "MISC"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One choice.

    Attributes:
        kind: What points back.
        candidates: The feature values of each candidate, one or more.
        answer: Index of the right one; None where it is nobody of them.
        is_source: True where something is attributed to what points back.
        is_gold: True where people made the clusters.
    """

    kind: AnaphorKind
    candidates: tuple[tuple[float, ...], ...]
    answer: int | None
    is_source: bool
    is_gold: bool = False


@dataclass(slots=True)
class Teacher:
    """Answers with the clusters of an article, and writes down every question.

    Attributes:
        cast: The article's people and bodies.
        cluster_of: The cluster of each word that is the head of a mention.
        is_gold: True where people made the clusters.
        samples: What was asked.
    """

    cast: Cast
    cluster_of: dict[int, int]
    is_gold: bool = False
    samples: list[Sample] = field(default_factory=list)

    def choose(self, anaphor: Anaphor, candidates: Sequence[Candidate]) -> Choice:
        """Choose the candidate that shares most mentions with the cluster of what points back."""
        inside = (self.cluster_of[i] for i in reversed(range(*anaphor.tokens)) if i in self.cluster_of)
        cluster = next(inside, None)
        if not candidates or cluster is None:
            return Choice(candidate=None, score=1.0)
        shared = [self._shared(candidate, cluster, before=anaphor.tokens[0]) for candidate in candidates]
        best = max(range(len(candidates)), key=lambda n: shared[n])
        answer = best if shared[best] else None
        # A program's clusters are best where little is asked of them, and what is a source is asked of us.
        if not anaphor.is_one_of_these and (self.is_gold or anaphor.own):
            self._write_down(anaphor, candidates, answer)
        return Choice(candidate=None if answer is None else candidates[answer], score=1.0)

    def _write_down(self, anaphor: Anaphor, candidates: Sequence[Candidate], answer: int | None) -> None:
        self.samples.append(
            Sample(
                kind=anaphor.kind,
                candidates=tuple(candidate.values for candidate in candidates),
                answer=answer,
                is_source=bool(anaphor.own),
                is_gold=self.is_gold,
            )
        )

    def _shared(self, candidate: Candidate, cluster: int, *, before: int) -> int:
        """Count the appearances of a candidate that stand in a cluster."""
        member = candidate.last.member
        return sum(
            any(self.cluster_of.get(i) == cluster for i in range(*appearance.tokens))
            for appearance in self.cast.before(before)
            if appearance.member is member
        )


@dataclass(frozen=True, slots=True)
class School:
    """Reads articles as the resolver does, with names as a corpus gives them."""

    nlp: Language
    finder: NameFinder
    registry: Registry

    def collect(self, article: GoldArticle, silver: SilverArticle, *, is_gold: bool = False) -> list[Sample]:
        """Collect the choices of one article.

        Args:
            article: With its attributions; without any, those that the rules find.
            silver: Names and clusters of the same text.
            is_gold: True where people made them.
        """
        doc = self.nlp(article.text)
        _label(doc, silver)
        reading = read_doc(doc)
        words = {token: word for word, token in enumerate(reading.at)}
        given = [_attribution(doc, words, gold) for gold in article.attributions]
        attributions = given or list(find_attributions(reading))
        cast = build_cast(reading, self.finder.find_names(reading), registry=self.registry)
        teacher = Teacher(cast, _heads(doc, words, silver), is_gold=is_gold)
        find_voices(cast, attributions, chooser=teacher)
        return teacher.samples


def _label(doc: Doc, silver: SilverArticle) -> None:
    spans = [
        doc.char_span(e.span.start, e.span.end, label=_LABELS.get(e.label, e.label), alignment_mode="expand")
        for e in silver.entities
    ]
    taken: set[int] = set()
    chosen: list[DocSpan] = []
    for span in spans:
        if span is not None and taken.isdisjoint(range(span.start, span.end)):
            chosen.append(span)
            taken.update(range(span.start, span.end))
    doc.ents = tuple(chosen)


def _heads(doc: Doc, words: dict[int, int], silver: SilverArticle) -> dict[int, int]:
    """Return the cluster of each word that is the head of a mention; a word in two clusters belongs to the larger."""
    sizes = Counter({n: len(cluster) for n, cluster in enumerate(silver.clusters)})
    found: dict[int, int] = {}
    for number, _ in reversed(sizes.most_common()):
        for mention in silver.clusters[number]:
            span = doc.char_span(mention.head, mention.head + 1, alignment_mode="expand")
            if span is not None and span.start in words:
                found[words[span.start]] = number
    return found


def _ranges(doc: Doc, words: dict[int, int], spans: Sequence[CharSpan]) -> tuple[TokenRange, ...]:
    found = (doc.char_span(span.start, span.end, alignment_mode="expand") for span in spans)
    inside = ([words[t] for t in range(span.start, span.end) if t in words] for span in found if span is not None)
    return tuple((each[0], each[-1] + 1) for each in inside if each)


def _attribution(doc: Doc, words: dict[int, int], gold: GoldAttribution) -> Attribution:
    cue, source = _ranges(doc, words, gold.cue), _ranges(doc, words, gold.source)
    return Attribution(
        contents=_ranges(doc, words, gold.content),
        cue=cue[0] if cue else None,
        source=source[0] if source else None,
    )
