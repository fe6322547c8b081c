"""Opening and closing the database, and the transactions in which everything else of this room runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Literal, Self

from sqlalchemy import URL, Connection, Engine, inspect, select
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table

from provenance.errors import SchemaOutOfDate, StoreError
from provenance.store.connect import begin, build_engine, read_target, show_target
from provenance.store.tables import REVISION


class Store:
    """An open database. Others hold it and hand it on; only this room looks inside.

    Use it as a context manager, or call `close`.
    """

    def __init__(self, engine: Engine, *, url: URL, writable: bool, held: Connection | None = None) -> None:
        self._engine = engine
        self._url = url
        self._writable = writable
        self._held = held

    @property
    def target(self) -> str:
        """The database as people would name it, without a password."""
        return show_target(self._url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one moment of the database."""
        if self._held is not None:
            yield self._held
            return
        with begin(self._engine, url=self._url, writes=False) as connection:
            yield connection

    @contextmanager
    def frozen(self) -> Iterator["Store"]:
        """Hand out the database as it is at this moment, for many questions whose answers must fit together.

        What others write meanwhile is not seen. The store that is handed out is for reading, and ends with the block.
        """
        with self.reading() as connection:
            yield Store(self._engine, url=self._url, writable=False, held=connection)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that is kept as a whole or not at all.

        Raises:
            StoreError: The store was opened for reading.
        """
        if not self._writable:
            message = f"the database {self.target} is open for reading only"
            raise StoreError(message, hint='open it with mode="write"')
        with begin(self._engine, url=self._url, writes=True) as connection:
            yield connection

    def close(self) -> None:
        """Let go of the database; closing twice does no harm."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(target: str, *, mode: Literal["read", "write"] = "read") -> Store:
    """Open a database.

    Args:
        target: Path of an SQLite file, or a URL `sqlite:///…` or `postgresql://…`.
        mode: `read` changes nothing, not even by mistake. `write` makes a missing SQLite file, and brings a database
            that has no table yet to the newest schema; it never upgrades an older one unasked.

    Raises:
        NotFound: There is no file, and the mode is `read`.
        SchemaOutOfDate: The schema is older or newer than this version of the package.
        StoreError: It is no database of ours, or cannot be reached.
    """
    url = read_target(target)
    engine = build_engine(url, mode=mode, keep=True)
    try:
        _check_revision(engine, url=url, mode=mode)
    except StoreError:
        engine.dispose()
        raise
    return Store(engine, url=url, writable=mode == "write")


def stored_revision(connection: Connection) -> str | None:
    """Return the schema revision of a database; None where it has no table of ours yet.

    Raises:
        StoreError: It holds tables, but not ours.
    """
    names = set(inspect(connection).get_table_names())
    if "alembic_version" in names:
        version = sql_table("alembic_version", sql_column("version_num"))
        return connection.execute(select(version.c.version_num)).scalar()
    if names:
        message = f"this database belongs to something else; it holds the tables {', '.join(sorted(names)[:5])}"
        raise StoreError(message, hint="name another database with --db")
    return None


def _check_revision(engine: Engine, *, url: URL, mode: Literal["read", "write"]) -> None:
    with begin(engine, url=url, writes=False) as connection:
        found = stored_revision(connection)
    if found == REVISION:
        return
    if found is None and mode == "write":
        # Alembic takes a quarter of a second to import, which commands that only read need not wait for.
        from provenance.store.schema import upgrade_engine  # noqa: PLC0415

        upgrade_engine(engine, url=url)
        return
    if found is None:
        message = f"the database {show_target(url)} is empty"
        raise StoreError(message, hint="fill it with `provenance ingest`")
    message = f"the database {show_target(url)} has the schema {found}, this version needs {REVISION}"
    newer = found > REVISION
    raise SchemaOutOfDate(message, hint="install a newer quote-provenance" if newer else "run `provenance db upgrade`")
