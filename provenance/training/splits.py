"""Which articles may be told apart: near-duplicate clusters, and splits that never part one.

Wire copy appears in several outlets, cut and edited; an article in training whose twin is measured on would flatter the
model.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from provenance.core.text import text_key
from provenance.training.corpora.records import GoldArticle

_SHINGLE_WORDS = 5
# Copies cut to half their length still share most of their shingles with the longer one; other texts share under 5 %.
_LEAST_CONTAINED = 0.4


def find_clusters(articles: Iterable[GoldArticle]) -> tuple[tuple[str, ...], ...]:
    """Sort articles into clusters of near-duplicates.

    Two articles belong together if 40 % of the shorter one's word 5-grams stand in the other (containment, Broder
    1997: a cut copy has a low resemblance to the whole, but is contained in it), or if a third one ties them.

    Returns:
        The names of the articles, each in exactly one cluster; an article without a twin is a cluster of its own.
    """
    shingles = {article.doc: _shingles(article.text) for article in articles}
    root = {doc: doc for doc in shingles}

    def find(doc: str) -> str:
        while root[doc] != doc:
            doc = root[doc]
        return doc

    for (one, other), shared in _count_shared(shingles).items():
        if shared >= _LEAST_CONTAINED * min(len(shingles[one]), len(shingles[other])):
            first, second = sorted((find(one), find(other)))
            root[second] = first
    clusters = defaultdict(list)
    for doc in sorted(shingles):
        clusters[find(doc)].append(doc)
    return tuple(tuple(cluster) for cluster in clusters.values())


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = text_key(text).split()
    return frozenset(zip(*(words[i:] for i in range(_SHINGLE_WORDS)), strict=False))


def _count_shared(shingles: dict[str, frozenset[tuple[str, ...]]]) -> Counter[tuple[str, str]]:
    holders = defaultdict(list)
    for doc in sorted(shingles):
        for shingle in shingles[doc]:
            holders[shingle].append(doc)
    return Counter(pair for docs in holders.values() for pair in combinations(docs, 2))


def split_articles(
    articles: Sequence[GoldArticle], *, share: float, seed: int
) -> tuple[tuple[GoldArticle, ...], tuple[GoldArticle, ...]]:
    """Split articles in two without parting near-duplicates, nor the annotations of one article.

    Args:
        articles: Their order makes no difference to which is chosen.
        share: The part that is held out, in [0, 1], as near as whole clusters come to it.
        seed: Chooses the clusters; the same seed gives the same split.

    Returns:
        The articles that stay, and those that are held out, both in the order given.
    """
    clusters = sorted(find_clusters(articles))
    random.Random(seed).shuffle(clusters)  # noqa: S311 - a split is no secret
    wanted = round(share * sum(len(cluster) for cluster in clusters))
    held: set[str] = set()
    for cluster in clusters:
        if len(held) + len(cluster) <= wanted:
            held.update(cluster)
    return tuple(a for a in articles if a.doc not in held), tuple(a for a in articles if a.doc in held)
