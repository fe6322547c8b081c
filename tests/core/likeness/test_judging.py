"""Hard pairs of names from many cultures: what joins, what asks, what stays apart; and never a wrong join."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from provenance.core.judgements import Judgement
from provenance.core.likeness.answers import Likeness
from provenance.core.likeness.blocks import block_keys, partner_of
from provenance.core.likeness.judging import judge_names
from provenance.core.names import identity_key
from provenance.core.records import AgentKind
from provenance.core.text import name_key

FILE = Path(__file__).parent.parent.parent / "support" / "name_pairs.tsv"
ANSWERS = {Judgement.SAME: "joins", Judgement.SUGGEST: "asks", Judgement.DIFFERENT: "apart"}

with FILE.open(encoding="utf-8", newline="") as lines:
    PAIRS = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def judge(one: str, other: str, kind: str = "person") -> Likeness | None:
    return judge_names(one, other, kind=AgentKind(kind), closeness=Indel.normalized_similarity)


def answer(found: Likeness | None) -> str:
    return ANSWERS[found.judgement] if found else "nothing"


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['one']} - {pair['other']}")
def test_a_hard_pair(pair: dict[str, str]) -> None:
    """Each pair gets its answer, whoever is named first."""
    assert answer(judge(pair["one"], pair["other"], pair["kind"])) == pair["answer"], pair["reason"]
    assert answer(judge(pair["other"], pair["one"], pair["kind"])) == pair["answer"], pair["reason"]


def test_there_is_no_wrong_join() -> None:
    """Of two hundred hard pairs and more none that are two agents join, by a rule or by having one id."""
    assert len(PAIRS) >= 200
    joined = [pair for pair in PAIRS if pair["answer"] == "joins" or _share_an_id(pair)]
    assert [pair for pair in joined if pair["truth"] == "different"] == []
    reached = Counter(pair["answer"] for pair in PAIRS if pair["truth"] == "same")
    assert (reached["joins"] + reached["asks"]) / reached.total() > 0.85


def _share_an_id(pair: dict[str, str]) -> bool:
    kind = AgentKind(pair["kind"])
    keys = {identity_key(pair[name], kind) for name in ("one", "other")}
    return len(keys) == 1 and pair["answer"] != "nothing"


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['one']} - {pair['other']}")
def test_what_is_alike_meets(pair: dict[str, str]) -> None:
    """Names that join or ask share a block, so that no two names need be compared that share none."""
    if pair["answer"] in {"joins", "asks"}:
        kind = AgentKind(pair["kind"])
        one, other = block_keys(pair["one"], kind), block_keys(pair["other"], kind)
        assert {partner_of(key) for key in one} & other or {partner_of(key) for key in other} & one


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair["answer"] == "joins"], ids=lambda pair: pair["other"])
def test_what_joins_has_one_key(pair: dict[str, str]) -> None:
    """Names that join are found by an equal key, which is all that a database looks up when an article is saved."""
    assert name_key(pair["one"]) == name_key(pair["other"])


@given(st.text(st.characters() | st.sampled_from("Kim Jong-Un .,'Jr"), max_size=20), st.sampled_from(list(AgentKind)))
def test_any_text_may_be_a_name(name: str, kind: AgentKind) -> None:
    """Whatever a name is made of, it can be judged, and is not two agents'."""
    found = judge(name, name, kind.value)
    assert found is None or found.judgement is Judgement.SAME
    assert all(block_keys(name, kind))


def test_names_of_other_kinds_are_never_compared() -> None:
    """Descriptions and unnamed voices mean somebody else in each article."""
    assert judge("several Republicans", "several Republicans", "group") is None
