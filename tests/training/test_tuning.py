"""What is fitted on articles kept out of training."""

import numpy as np

from provenance.training.tuning import fit_logistic


def test_logistic_finds_the_weights() -> None:
    """From many outcomes the weights behind them are found again."""
    random = np.random.default_rng(1)
    rows = random.normal(size=(20_000, 2))
    chances = 1 / (1 + np.exp(-(0.5 + 2 * rows[:, 0] - rows[:, 1])))
    weights = fit_logistic(rows, random.random(20_000) < chances)
    assert np.allclose(weights, [0.5, 2.0, -1.0], atol=0.1)


def test_logistic_of_one_outcome() -> None:
    """Where everything is right the weights stay finite, and say so."""
    weights = fit_logistic(np.ones((10, 1)), np.ones(10, np.bool_))
    assert np.isfinite(weights).all()
    assert weights.sum() > 0
