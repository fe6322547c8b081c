"""Which quotations belong together."""

from hypothesis import given
from hypothesis import strategies as st

from provenance.core.variants.families import PairJudgement, derive_families

SAME, DIFFERENT = True, False


def pair(left: str, right: str, *, is_same: bool = SAME, strength: float = 0.0) -> PairJudgement:
    return PairJudgement(left=min(left, right), right=max(left, right), is_same=is_same, strength=strength)


PAIRS = st.lists(
    st.builds(
        pair,
        st.sampled_from("abc"),
        st.sampled_from("defgh"),
        is_same=st.sampled_from([SAME, SAME, DIFFERENT]),
        strength=st.sampled_from([0.0, 0.5, 1.0]),
    ),
    max_size=14,
    unique_by=lambda edge: (edge.left, edge.right),
)


def test_families_are_connected_components() -> None:
    """Who is joined through others belongs together; who stands alone is no family."""
    assert derive_families([pair("a", "b"), pair("b", "c"), pair("x", "y")]) == [frozenset("abc"), frozenset("xy")]


def test_different_keeps_apart() -> None:
    """Where two are judged to differ, the weaker of the ways between them joins nothing."""
    edges = [
        pair("a", "b", strength=0.9),
        pair("b", "c", strength=0.5),
        pair("a", "c", is_same=DIFFERENT, strength=2.0),
    ]
    assert derive_families(edges) == [frozenset("ab")]


@given(PAIRS, st.randoms())
def test_order_makes_no_difference(edges: list[PairJudgement], shuffler: object) -> None:
    """The families are the same in whatever order the judgements come."""
    shuffled = list(edges)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]
    assert derive_families(shuffled) == derive_families(edges)


@given(PAIRS)
def test_nobody_is_with_whom_he_differs(edges: list[PairJudgement]) -> None:
    """No family holds two that were judged to differ, and without such judgements every edge joins."""
    families = derive_families(edges)
    for edge in edges:
        together = any({edge.left, edge.right} <= family for family in families)
        assert not (together and not edge.is_same)
    joined = derive_families(edge for edge in edges if edge.is_same)
    assert all(any({e.left, e.right} <= f for f in joined) for e in edges if e.is_same)
