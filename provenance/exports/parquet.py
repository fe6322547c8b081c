"""Attributions as Parquet, with typed columns: the table of `flat`, whose lists are lists.

The only place that knows pyarrow, which comes with the extra `parquet`.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from provenance.exports.extras import load_extra
from provenance.exports.files import replace_file
from provenance.exports.flat import COLUMNS, flat_row
from provenance.exports.layout import Column, Facet
from provenance.store.records import StoredQuotation

# Rows that are held at a time, and stand together in the file.
_GROUP = 5000
_STATIONS = "chain"
_PLACES = "segments"


def export_parquet(found: Iterable[StoredQuotation], path: Path) -> None:
    """Write attributions to a Parquet file, whole or not at all.

    Each column says in its metadata what it means. The same rows give the same bytes with the same pyarrow.

    Args:
        found: In the order of the rows; read as they are written.
        path: Where the file is to be; see `provenance.exports.files.replace_file`.

    Raises:
        ProvenanceError: pyarrow is not installed, or the disk refuses.
    """
    arrow, parquet = load_extra("pyarrow", extra="parquet"), load_extra("pyarrow.parquet", extra="parquet")
    schema = arrow.schema([_field(arrow, column) for column in COLUMNS])
    with replace_file(path) as fresh, parquet.ParquetWriter(fresh, schema, compression="zstd") as writer:
        for rows in _groups(typed_row(stored) for stored in found):
            writer.write_table(arrow.Table.from_pylist(rows, schema=schema))


def typed_row(stored: StoredQuotation) -> dict[str, Any]:
    """Build the row of an attribution, with lists where `flat_row` has JSON."""
    row = flat_row(stored)
    lists = {column.name: json.loads(str(row[column.name])) for column in COLUMNS if _is_json(column)}
    return {**row, **lists}


def _is_json(column: Column) -> bool:
    return column.facet is Facet.ARRAY or column.name in {_STATIONS, _PLACES}


def _field(arrow: Any, column: Column) -> Any:  # noqa: ANN401 - pyarrow has no types
    return arrow.field(column.name, _type(arrow, column), metadata={"description": column.about.encode()})


def _type(arrow: Any, column: Column) -> Any:  # noqa: ANN401
    if column.name == _STATIONS:
        agent = [("name", arrow.string()), ("agent", arrow.string()), ("kind", arrow.string())]
        principal = ("on_behalf_of", arrow.struct(agent))
        shown = [("words", arrow.string()), ("explicit", arrow.bool_())]
        return arrow.list_(arrow.struct([("role", arrow.string()), *agent, *shown, principal]))
    if column.name == _PLACES:
        return arrow.list_(arrow.list_(arrow.int64()))
    if _is_json(column):
        return arrow.list_(arrow.string())
    return {"INTEGER": arrow.int64(), "REAL": arrow.float64()}.get(column.type, arrow.string())


def _groups(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    rest = iter(rows)
    while group := list(islice(rest, _GROUP)):
        yield group
