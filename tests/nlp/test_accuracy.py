"""The rules against gold data, where it lies beside the checkout.

The floors are what the rules reached, less a little.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from provenance.core.wire import to_wire
from provenance.nlp.pipeline import Extractor
from tests.nlp.reading import build_article

EVAL = Path(__file__).parents[3] / "shared" / "eval"

FLOORS = {
    "seeds.gold.jsonl": {
        ("quoted", "content", "f1"): 0.90,
        ("quoted", "speaker_acc"): 0.90,
        ("quoted", "end_to_end"): 0.75,
        ("link", "f1"): 0.95,
    },
    "polnear-dev-chains.gold.jsonl": {
        ("direct", "content", "f1"): 0.90,
        ("direct", "attribution_f1"): 0.85,
        ("quoted", "speaker_acc"): 0.78,
    },
}


@pytest.mark.skipif(not EVAL.exists(), reason="the gold data is not beside this checkout")
@pytest.mark.parametrize("gold", sorted(FLOORS))
def test_floors(gold: str, extractor: Extractor, tmp_path: Path) -> None:
    """The scorer's figures stay above their floors, and no trap is fallen for in the seeds."""
    docs = [json.loads(line) for line in (EVAL / gold).read_text(encoding="utf-8").splitlines()]
    lines = []
    for doc in docs:
        wire = to_wire(extractor.extract(build_article(doc["text"])))
        lines.append(json.dumps({"doc": doc["doc"], "quotations": wire["quotations"]}))
    predictions = tmp_path / "predictions.jsonl"
    predictions.write_text("\n".join(lines), encoding="utf-8")

    command = [sys.executable, str(EVAL / "score.py"), str(EVAL / gold), str(predictions), "--json"]
    result = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)

    for path, floor in FLOORS[gold].items():
        figure = result
        for key in path:
            figure = figure[key]
        assert figure >= floor, path
    assert gold != "seeds.gold.jsonl" or result["traps"]["fallen_for"] == 0
