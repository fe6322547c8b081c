"""How the two databases are reached: targets, settings of a connection, and the translation of their errors.

Owns every difference between SQLite and PostgreSQL that has nothing to do with our tables.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool, Pool, QueuePool

from provenance.errors import NotFound, StoreError

Mode = Literal["read", "write", "migrate"]
"""`migrate` writes without watching references, which SQLite needs while a table is copied."""

BUSY_MS = 60_000
"""How long a writer waits for another one, in milliseconds."""
CACHE_KIB = 65_536
"""How much of an SQLite database a connection keeps in memory, at most."""

_POSTGRESQL = {"postgres", "postgresql", "postgresql+psycopg"}
# One number for the lock by which writers of one PostgreSQL database take turns.
_WRITER_LOCK = 7_116_838_475


def read_target(target: str) -> URL:
    """Turn what a user gives as `--db` into a URL; a text without `://` is a path to an SQLite file.

    Raises:
        StoreError: It is no URL that we know, or a database in memory.
    """
    if "\x00" in target or not target.strip():
        message = f"this is no database: {target!r}"
        raise StoreError(message, hint="give the path of a file, or postgresql://…")
    url = _parse_url(target) if "://" in target else URL.create("sqlite", database=target)
    if url.drivername in _POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() != "sqlite":
        message = f"no support for databases of the kind {url.get_backend_name()}"
        raise StoreError(message, hint="give the path of an SQLite file, or postgresql://…")
    if not url.database or url.database == ":memory:":
        message = "a database in memory is gone as soon as it is closed"
        raise StoreError(message, hint="give the path of a file")
    return url


def _parse_url(target: str) -> URL:
    try:
        return make_url(target)
    except (ArgumentError, ValueError) as error:
        message = "the database URL cannot be understood"
        raise StoreError(message, hint="write it as postgresql://user:password@host:5432/name") from error


def show_target(url: URL) -> str:
    """Write a target for people: a path, or a URL without its password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def sqlite_path(url: URL) -> Path | None:
    """Return the file behind a target; None for PostgreSQL."""
    return Path(str(url.database)) if url.get_backend_name() == "sqlite" else None


def build_engine(url: URL, *, mode: Mode, keep: bool = False) -> Engine:
    """Build an engine; no connection is made yet.

    Args:
        url: From `read_target`.
        mode: What its connections are for.
        keep: Hold connections open between transactions, until the engine is disposed of. Closing the last one of an
            SQLite file folds its log back into it, which costs more than saving an article.

    Raises:
        NotFound: The SQLite file is missing, and the mode is `read`.
        StoreError: The driver for PostgreSQL is not installed.
    """
    pool = QueuePool if keep else NullPool
    path = sqlite_path(url)
    if path is None:
        return _postgresql_engine(url, pool=pool)
    if mode == "read" and not path.exists():
        message = f"no database at {path}"
        raise NotFound(message, hint="make one with `provenance ingest`, or name another with --db")
    return _sqlite_engine(path, mode=mode, pool=pool)


def _postgresql_engine(url: URL, *, pool: type[Pool]) -> Engine:
    try:
        return create_engine(url, poolclass=pool)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        message = "PostgreSQL needs the driver psycopg 3"
        raise StoreError(message, hint="pip install 'quote-provenance[postgres]'") from error


def _sqlite_engine(path: Path, *, mode: Mode, pool: type[Pool]) -> Engine:
    def connect() -> sqlite3.Connection:
        address = f"{path.resolve().as_uri()}?{_sqlite_access(path, mode=mode)}"
        connection = sqlite3.connect(address, uri=True, timeout=BUSY_MS / 1000, check_same_thread=False)
        # Transactions are ours: the driver's own rules would begin them late and commit them early.
        connection.isolation_level = None
        if mode != "migrate":
            connection.execute("PRAGMA foreign_keys = ON")
        if mode != "read":
            _set_journal(connection)
        # Without it INSERT OR REPLACE would delete rows behind the back of the triggers that forbid it.
        connection.execute("PRAGMA recursive_triggers = ON")
        # Ids are hashes, so that rows that belong together lie far apart: with the 2 MiB that SQLite would keep, an
        # audit of a large database reads each page again and again. No more is taken than a database has.
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=pool)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_journal(connection: sqlite3.Connection) -> None:
    # Readers and a writer do not wait for each other in WAL mode. It is set once and stays with the file; where
    # another process is busy with that very thing, its word is as good as ours.
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


def _sqlite_access(path: Path, *, mode: Mode) -> str:
    if mode != "read":
        return "mode=rwc"
    # A reader makes a side file beside a database in WAL mode; where it may not, nobody writes either.
    wal = path.with_name(f"{path.name}-wal")
    return "mode=ro" if wal.exists() or os.access(path.resolve().parent, os.W_OK) else "immutable=1"


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("provenance_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def begin(engine: Engine, *, url: URL, writes: bool) -> Iterator[Connection]:
    """Open a transaction: readers see one moment, writers take turns; an error undoes all of it.

    Raises:
        StoreError: Whatever the database or its driver objects to.
    """
    with translate_errors(url), engine.connect() as opened:
        is_postgresql = opened.dialect.name == "postgresql"
        options: dict[str, Any] = {"provenance_writes": writes}
        if is_postgresql and not writes:
            options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        connection = opened.execution_options(**options)
        with connection.begin():
            if is_postgresql and writes:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})")
            yield connection


@contextmanager
def translate_errors(url: URL) -> Iterator[None]:
    """Turn the errors of databases and drivers into ours."""
    try:
        yield
    except DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
        message = f"the database {show_target(url)} refuses: {reason}"
        raise StoreError(message, hint=_hint_for(reason)) from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        message = f"the database {show_target(url)} cannot be used: {error}"
        raise StoreError(message, hint=_hint_for(str(error))) from error


def _hint_for(reason: str) -> str:
    hints = {
        "locked": "another process is writing; wait for it, then try again",
        "not a database": "the file is no SQLite database; name another with --db",
        "malformed": "the file is damaged; restore a backup",
        "unable to open": "check that the folder exists and that you may write there",
        "readonly": "check that you may write the file and its folder",
        "read-only": "check that you may write to it",
        "disk": "make room on the disk, then run the same command again",
        "resolve host": "check the address",
        "connection": "check the address, and that the server runs",
        "append-only": "rows of this table are never changed or removed",
    }
    return next((hint for words, hint in hints.items() if words in reason.casefold()), "")
