"""Parquet: typed columns that say what they mean, and read back as they were."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from provenance.errors import ProvenanceError
from provenance.exports.flat import COLUMNS
from provenance.exports.parquet import export_parquet, typed_row
from provenance.store.records import StoredQuotation


def test_rows_come_back(hostile_quotations: Sequence[StoredQuotation], tmp_path: Path) -> None:
    """What is read from the file is what went in: texts, figures, lists, and chains with their stations."""
    parquet = pytest.importorskip("pyarrow.parquet")
    export_parquet(hostile_quotations, tmp_path / "out.parquet")
    rows = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert [row["relayed_by"] for row in rows] == [typed_row(one)["relayed_by"] for one in hostile_quotations]
    for row, stored in zip(rows, hostile_quotations, strict=True):
        chain = row.pop("chain")
        told = typed_row(stored)
        assert [dict(one, on_behalf_of=None) for one in told.pop("chain")] == chain
        assert row == told


def test_columns_have_types_and_meanings(lavrov: StoredQuotation, tmp_path: Path) -> None:
    """Figures are figures and lists are lists, and the meaning of each column goes with the file."""
    parquet = pytest.importorskip("pyarrow.parquet")
    export_parquet([lavrov], tmp_path / "out.parquet")
    schema = parquet.read_schema(tmp_path / "out.parquet")
    assert schema.names == [column.name for column in COLUMNS]
    types = {name: str(schema.field(name).type) for name in ("hops", "score", "text")}
    assert types == {"hops": "int64", "score": "double", "text": "string"}
    assert schema.field("relays").type.value_type == schema.field("id").type
    assert schema.field("segments").type.value_type.value_type == schema.field("hops").type
    meanings = [schema.field(column.name).metadata[b"description"].decode() for column in COLUMNS]
    assert meanings == [column.about for column in COLUMNS]


def test_no_rows_and_the_same_bytes(lavrov: StoredQuotation, tmp_path: Path) -> None:
    """A file of no rows has all columns, and the same rows are the same bytes."""
    parquet = pytest.importorskip("pyarrow.parquet")
    export_parquet([], tmp_path / "none.parquet")
    none = parquet.read_table(tmp_path / "none.parquet")
    assert (none.num_rows, none.num_columns) == (0, len(COLUMNS))
    for name in ("one", "two"):
        export_parquet([lavrov], tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_without_the_library(lavrov: StoredQuotation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pyarrow is not installed the message says how to get it, and no file is made."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ProvenanceError, match="needs pyarrow") as missing:
        export_parquet([lavrov], tmp_path / "out")
    assert "quote-provenance[parquet]" in missing.value.hint
    assert list(tmp_path.iterdir()) == []
