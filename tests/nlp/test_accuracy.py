"""The models against gold data, where it lies beside the checkout.

The floors are what each reached, less a little.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from provenance.core.wire import to_wire
from provenance.nlp.pipeline import Extractor, load_extractor
from provenance.registry import load_registry
from provenance.resources import BASELINE_MODEL, DEFAULT_MODEL
from tests.nlp.reading import build_article

EVAL = Path(__file__).parents[3] / "shared" / "eval"

FLOORS = {
    (BASELINE_MODEL, "seeds.gold.jsonl"): {
        ("quoted", "content", "f1"): 0.90,
        ("quoted", "speaker_acc"): 0.91,
        ("quoted", "end_to_end"): 0.75,
        ("link", "f1"): 0.95,
    },
    (BASELINE_MODEL, "polnear-dev-chains.gold.jsonl"): {
        ("direct", "content", "f1"): 0.90,
        ("direct", "attribution_f1"): 0.85,
        ("quoted", "speaker_acc"): 0.78,
    },
    (DEFAULT_MODEL, "seeds.gold.jsonl"): {
        ("quoted", "content", "f1"): 0.84,
        ("quoted", "speaker_acc"): 0.91,
        ("quoted", "end_to_end"): 0.75,
        ("link", "f1"): 0.95,
    },
    (DEFAULT_MODEL, "polnear-dev-chains.gold.jsonl"): {
        ("all", "content", "f1"): 0.83,
        ("all", "attribution_f1"): 0.79,
        ("quoted", "content", "f1"): 0.88,
        ("direct", "content", "f1"): 0.89,
        ("all", "speaker_acc"): 0.87,
        ("quoted", "speaker_acc"): 0.91,
        ("quoted", "chain_exact"): 0.95,
        ("quoted", "end_to_end"): 0.77,
        ("link", "f1"): 0.73,
    },
}


@pytest.fixture(scope="module")
def extractors() -> dict[str, Extractor]:
    return {name: load_extractor(name, registry=load_registry()) for name in (BASELINE_MODEL, DEFAULT_MODEL)}


@pytest.mark.skipif(not EVAL.exists(), reason="the gold data is not beside this checkout")
@pytest.mark.parametrize(("model", "gold"), sorted(FLOORS))
def test_floors(model: str, gold: str, extractors: dict[str, Extractor], tmp_path: Path) -> None:
    """The scorer's figures stay above their floors, and one trap of thirty is fallen for at most."""
    docs = [json.loads(line) for line in (EVAL / gold).read_text(encoding="utf-8").splitlines()]
    lines = []
    for doc in docs:
        wire = to_wire(extractors[model].extract(build_article(doc["text"])))
        lines.append(json.dumps({"doc": doc["doc"], "quotations": wire["quotations"]}))
    predictions = tmp_path / "predictions.jsonl"
    predictions.write_text("\n".join(lines), encoding="utf-8")

    command = [sys.executable, str(EVAL / "score.py"), str(EVAL / gold), str(predictions), "--json"]
    result = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)

    for path, floor in FLOORS[model, gold].items():
        figure = result
        for key in path:
            figure = figure[key]
        assert figure >= floor, path
    assert result["traps"]["fallen_for"] <= (gold != "seeds.gold.jsonl")
