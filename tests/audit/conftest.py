"""An empty store a test, copied from one that has the schema."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from provenance.store.engine import Store, open_store
from provenance.store.schema import upgrade_store


@pytest.fixture(scope="session")
def ready_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("audit") / "ready.db"
    upgrade_store(str(path))
    return path


@pytest.fixture
def store(ready_database: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copy(ready_database, tmp_path / "news.db")
    with open_store(str(tmp_path / "news.db"), mode="write") as opened:
        yield opened
