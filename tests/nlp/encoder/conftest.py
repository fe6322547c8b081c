"""A model of random weights, which every test of this folder may run."""

from pathlib import Path

import pytest
from minimodel import save_mini_model


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a miniature model."""
    folder = tmp_path_factory.mktemp("model")
    save_mini_model(folder)
    return folder
