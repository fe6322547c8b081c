"""The miniature corpus as a folder, and a miniature network that was trained on it."""

from pathlib import Path

import pytest
import torch
from minicorpus import mini_rows, mini_silver_rows, write_rows

# So small a network gains nothing from a second thread, and waits for it where others run.
torch.set_num_threads(1)


@pytest.fixture(scope="session")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with two thirds of the articles to learn from, and the rest to tune on."""
    folder = tmp_path_factory.mktemp("corpora") / "mini"
    folder.mkdir()
    rows = mini_rows()
    write_rows(folder / "train.gold.jsonl", rows[:8])
    write_rows(folder / "dev.gold.jsonl", rows[8:])
    write_rows(folder / "train.corenlp.jsonl", mini_silver_rows()[:8])
    others = [{"doc": row["doc"], "annotator": "b", "quotes": row["quotes"][:1]} for row in rows[:2]]
    write_rows(folder / "train.others.gold.jsonl", others)
    return folder.parent
