"""Weights in use: what is chosen, what is left open, and what is refused."""

import json

import pytest

from provenance.core.records import AgentKind
from provenance.errors import ModelMismatch
from provenance.nlp.coreference.antecedents import FEATURES, Anaphor, AnaphorKind, Candidate
from provenance.nlp.coreference.scorer import Scorer, load_scorer, read_scorer, write_scorer
from provenance.nlp.members import Appearance, Member

SIZE = len(FEATURES)


def candidate(name: str, value: float) -> Candidate:
    """Build a candidate with one feature that says something."""
    last = Appearance(member=Member(name=name, kind=AgentKind.PERSON), tokens=(0, 1))
    return Candidate(last=last, values=(value, *(0.0,) * (SIZE - 1)))


def scorer(weight: float) -> Scorer:
    weights = dict.fromkeys(AnaphorKind, (weight, *(0.0,) * (SIZE - 1)))
    return Scorer(weights=weights, thresholds=dict.fromkeys(AnaphorKind, 0.6))


HE = Anaphor(tokens=(5, 6), kind=AnaphorKind.PERSON, gender="m")
ONE_OF_THEM = Anaphor(tokens=(5, 6), kind=AnaphorKind.PERSON_NOUN, is_one_of_these=True)


@pytest.mark.parametrize(
    ("anaphor", "values", "chosen", "reason"),
    [
        (HE, (3.0, 0.5), "0", "one is much more likely"),
        (HE, (3.0, 3.0), None, "two are as likely, so nobody is named"),
        (HE, (-5.0, -6.0), "nobody", "none of them is likely"),
        (HE, (), "nobody", "there is nobody to choose"),
        (ONE_OF_THEM, (-5.0, -9.0), "0", "one of them is meant for sure"),
    ],
)
def test_choices(anaphor: Anaphor, values: tuple[float, ...], chosen: str | None, reason: str) -> None:
    """A candidate is chosen where it is likely enough; else nobody, or the question is left open."""
    candidates = [candidate(str(n), value) for n, value in enumerate(values)]
    choice = scorer(1.0).choose(anaphor, candidates)
    name = choice and (choice.candidate.last.member.name if choice.candidate else "nobody")

    assert name == chosen, reason


def test_probabilities_leave_room_for_nobody() -> None:
    """What candidates have together is less than 1."""
    rows = [candidate("a", 2.0).values, candidate("b", 1.0).values]
    assert sum(scorer(1.0).weigh(AnaphorKind.PERSON, rows)) < 1


def test_weights_survive_writing() -> None:
    """Weights that are written are read back."""
    assert read_scorer(write_scorer(scorer(0.25), about={})) == scorer(0.25)


def test_weights_for_other_features_are_refused() -> None:
    """A file with other features is not used with ours."""
    value = json.loads(write_scorer(scorer(0.25), about={})) | {"features": ["height"]}
    with pytest.raises(ModelMismatch, match="other features"):
        read_scorer(json.dumps(value))


def test_the_shipped_weights_fit() -> None:
    """The package ships weights for every kind of anaphor, and nearness counts for all of them."""
    shipped = load_scorer()
    far = FEATURES.index("log_sentences")
    assert all(shipped.weights[kind][far] < 0 for kind in AnaphorKind)
