"""The Datasette export: a folder that `datasette serve` opens at once.

Owns what goes into the folder. The tables are told in `catalogue`, filled in `filling`, and the questions are those
of `questions`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from provenance.exports.catalogue import build_tables
from provenance.exports.database import create_database, inspect_database
from provenance.exports.filling import Disclosure, Order, fill_database
from provenance.exports.folder import replace_folder, write_json, write_manifest
from provenance.exports.found import Rule
from provenance.exports.layout import Table
from provenance.exports.metadata import DATABASE, build_config, build_metadata, build_readme
from provenance.store.engine import Store
from provenance.store.records import QuotationFilter
from provenance.store.schema import newest_revision


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What an export wrote.

    Attributes:
        directory: The folder, as it was given.
        rows: Number of rows of each table, in the order of the tables.
    """

    directory: Path
    rows: Mapping[str, int]


def export_datasette(
    store: Store,
    directory: Path,
    *,
    wanted: QuotationFilter,
    now: str,
    disclosed: Disclosure | None = None,
    rules: Sequence[Rule] = (),
) -> ExportReport:
    """Write a folder that `datasette serve` opens at once, read-only, on Datasette 0.65 and 1.0.

    It appears whole or not at all, replaces an earlier export in the same place, and shows one moment of the store.
    The same store, filter and `now` give the same files, byte for byte, with the same version of SQLite.

    Args:
        store: Where the quotations are.
        directory: A path where nothing is, an empty folder, or an earlier export.
        wanted: Which quotations go out. Articles, agents and outlets go out with the quotations that need them, and
            all articles where the filter asks for nothing.
        now: UTC ISO 8601 time of the export.
        disclosed: Whether the whole text of the articles and the names of reviewers go out too; None for neither.
        rules: What is known of the checks of which the store holds findings.

    Raises:
        ProvenanceError: Something else stands at `directory`, or the disk refuses.
        StoreError: The store cannot be read, or the filter makes no sense.
    """
    disclosed = disclosed or Disclosure()
    order = Order(wanted=wanted, disclosed=disclosed, rules=rules, now=now)
    tables = build_tables(with_text=disclosed.text)
    with replace_folder(directory) as folder:
        path = folder / f"{DATABASE}.db"
        with store.frozen() as still, create_database(path, tables) as database:
            fill_database(database, still, order=order)
            rows = {table.name: database.table(table.name).count for table in tables}
        _write_texts(folder, tables=tables, rows=rows, now=now, as_of=wanted.as_of)
        write_json(folder / "inspect-data.json", inspect_database(path))
        facts = {
            "exported_at": now,
            "as_of": wanted.as_of or now,
            "schema_revision": newest_revision(),
            "filter": {name: value for name, value in asdict(wanted).items() if value},
            "with_text": disclosed.text,
            "with_reviewers": disclosed.reviewers,
            "rows": rows,
        }
        write_manifest(folder, facts)
    return ExportReport(directory=directory, rows=rows)


def _write_texts(
    folder: Path, *, tables: tuple[Table, ...], rows: Mapping[str, int], now: str, as_of: str | None
) -> None:
    texts = {
        "metadata.yaml": build_metadata(tables),
        "datasette.yaml": build_config(tables),
        "README.md": build_readme(tables, rows=rows, now=now, as_of=as_of),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
