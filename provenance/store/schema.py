"""The schema's history: upgrade, downgrade, drift, backup. Alembic is configured here, without a file of settings.

The whole of a migration is one transaction on both databases: a kill leaves the old schema or the new one.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine

from provenance.errors import StoreError
from provenance.resources import resource_path
from provenance.store.columns import metadata
from provenance.store.connect import begin, build_engine, read_target, show_target, sqlite_path, translate_errors
from provenance.store.engine import stored_revision
from provenance.store.guards import missing_guards
from provenance.store.matching import match_everything
from provenance.store.verify import verify_store

__all__ = [
    "backup_store", "check_schema", "current_revision", "downgrade_store", "newest_revision", "upgrade_engine",
    "upgrade_store", "verify_store",
]  # fmt: skip

# Since this revision variants are looked for as articles are saved.
_MATCHED_SINCE = "0006"
# Made by migrations by hand, since SQLAlchemy has no words for them.
_BY_HAND = ("quotations_fts", "gin_quotations_search")


def newest_revision() -> str:
    """Return the schema revision that this version of the package brings."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def current_revision(target: str) -> str | None:
    """Return the schema revision of a database; None where it has no schema yet.

    Raises:
        NotFound: There is no such file.
        StoreError: It cannot be reached, or belongs to something else.
    """
    url = read_target(target)
    with begin(build_engine(url, mode="read"), url=url, writes=False) as connection:
        return stored_revision(connection)


def upgrade_store(target: str) -> tuple[str | None, str]:
    """Bring a database to the newest schema; a missing SQLite file is made.

    Returns:
        The revision before, None for a new database, and the one after.

    Raises:
        StoreError: It cannot be reached, belongs to something else, or is of a newer version.
    """
    url = read_target(target)
    return upgrade_engine(build_engine(url, mode="write"), url=url)


def upgrade_engine(engine: Engine, *, url: URL) -> tuple[str | None, str]:
    """Bring the database behind an engine to the newest schema; see `upgrade_store`."""
    newest = newest_revision()
    with begin(engine, url=url, writes=False) as connection:
        before = stored_revision(connection)
    if before is not None and before > newest:
        message = f"the database {show_target(url)} has the schema {before}, newer than {newest}"
        raise StoreError(message, hint="install a newer quote-provenance")
    _migrate(url, newest, upgrade=True)
    return before, newest


def downgrade_store(target: str, revision: str) -> None:
    """Bring a database back to an earlier schema; `base` takes everything away.

    It is there for developers: what only the newer schema can hold is lost.
    """
    _migrate(read_target(target), revision, upgrade=False)


def check_schema(target: str) -> list[str]:
    """List where a database differs from the schema that the code expects; empty where it does not.

    Raises:
        StoreError: It cannot be reached, or belongs to something else.
    """
    url = read_target(target)
    with begin(build_engine(url, mode="read"), url=url, writes=False) as connection:
        found, newest = stored_revision(connection), newest_revision()
        if found != newest:
            return [f"the schema is {found or 'missing'}, the newest is {newest}"]
        options = {"compare_type": True, "include_name": include_name}
        context = MigrationContext.configure(connection, opts=options)
        return [*(_describe(diff) for diff in compare_metadata(context, metadata)), *missing_guards(connection)]


def backup_store(target: str, destination: Path) -> int:
    """Copy a database while others may go on using it.

    Args:
        target: An SQLite file.
        destination: A file that is not there yet.

    Returns:
        Size of the copy in bytes.

    Raises:
        NotFound: There is no such database.
        StoreError: The destination exists or cannot be written, or the database is a PostgreSQL.
    """
    url = read_target(target)
    if sqlite_path(url) is None:
        message = "a PostgreSQL database is backed up with its own tool"
        raise StoreError(message, hint=f"pg_dump --format=custom --file={destination} {show_target(url)}")
    if destination.exists():
        message = f"{destination} is there already"
        raise StoreError(message, hint="name a file that does not exist yet")
    if not destination.parent.is_dir():
        message = f"no folder {destination.parent}"
        raise StoreError(message, hint="make the folder first")
    engine = build_engine(url, mode="read")
    with translate_errors(url), engine.connect() as source, closing(sqlite3.connect(destination)) as copy:
        driver = source.connection.driver_connection
        if isinstance(driver, sqlite3.Connection):
            driver.backup(copy)
    return destination.stat().st_size


def include_name(name: str | None, kind: str, _parents: object) -> bool:
    """Say whether Alembic may compare something: not what migrations make by hand."""
    return kind not in {"table", "index"} or not str(name).startswith(_BY_HAND)


def _migrate(url: URL, revision: str, *, upgrade: bool) -> None:
    with begin(build_engine(url, mode="migrate"), url=url, writes=True) as connection:
        config = _config()
        config.attributes["connection"] = connection
        before = stored_revision(connection)
        (command.upgrade if upgrade else command.downgrade)(config, revision)
        if upgrade and before is not None and before < _MATCHED_SINCE:
            match_everything(connection)
        if connection.dialect.name == "sqlite":
            _check_references(connection, url=url)


def _check_references(connection: Connection, *, url: URL) -> None:
    """Refuse a migration that leaves dangling references, since SQLite did not watch them meanwhile."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        message = f"the migration of {show_target(url)} would leave {broken[0]} pointing to a missing {broken[2]}"
        raise StoreError(message, hint="nothing was changed; please report this")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(resource_path("migrations")).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _describe(diff: object) -> str:
    """Write one difference that Alembic found for people."""
    if isinstance(diff, list):
        return "; ".join(map(_describe, diff))
    parts = diff if isinstance(diff, tuple) else (diff,)
    return " ".join(str(getattr(part, "name", part)) for part in parts if part is not None)
