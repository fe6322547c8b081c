"""Near-duplicates are found and never parted."""

from hypothesis import given
from hypothesis import strategies as st

from provenance.training.corpora import GoldArticle
from provenance.training.splits import find_clusters, split_articles

WIRE = "The minister said on Monday that the bridge would open in May, two weeks before the day that was first given."
OTHER = "Doctors at the hospital warned that every ward was full, and that nurses had not slept since Tuesday morning."


def article(doc: str, text: str) -> GoldArticle:
    return GoldArticle(doc=doc, text=text)


def test_copies_are_one_cluster() -> None:
    """A cut copy, one in other marks and case, and the whole are one cluster; another article is its own."""
    given_articles = [
        article("whole", f"{WIRE} {OTHER}"),
        article("cut", WIRE),
        article("shouted", WIRE.upper().replace(",", " –")),
        article("other", "Farmers fear that they will be undersold by those who grow wheat across the border."),
    ]
    assert sorted(find_clusters(given_articles)) == [("cut", "shouted", "whole"), ("other",)]


def test_annotations_of_one_article_stay_together() -> None:
    """The same article by two annotators is one name, and lands on one side."""
    twice = [article("a", WIRE), article("a", WIRE), article("b", OTHER)]
    kept, held = split_articles(twice, share=0.5, seed=0)
    assert {len(kept), len(held)} == {1, 2}


def test_short_texts_have_no_twins() -> None:
    """A text of fewer than five words has nothing to compare, and is a cluster of its own."""
    assert find_clusters([article("a", "Too short."), article("b", "Too short.")]) == (("a",), ("b",))


@given(st.lists(st.integers(0, 9), min_size=1, max_size=20), st.floats(0, 1), st.integers(0, 99))
def test_split_parts_no_cluster(topics: list[int], share: float, seed: int) -> None:
    """Every article lands on exactly one side, near-duplicates on the same, and never more than the share is held."""
    texts = [f"{WIRE} {topic} " + f"word{topic} " * 40 for topic in range(10)]
    given_articles = [article(f"{n}", texts[topic]) for n, topic in enumerate(topics)]
    kept, held = split_articles(given_articles, share=share, seed=seed)
    assert sorted(a.doc for a in (*kept, *held)) == sorted(a.doc for a in given_articles)
    assert len(held) <= round(share * len(given_articles))
    for cluster in find_clusters(given_articles):
        assert not (set(cluster) & {a.doc for a in held} and set(cluster) & {a.doc for a in kept})
    assert split_articles(given_articles[::-1], share=share, seed=seed)[1] == held[::-1]
