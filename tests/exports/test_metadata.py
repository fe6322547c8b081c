"""Metadata: what Datasette 0.65 and 1.0 are told of the tables, and what people read in the README."""

from typing import Any

import pytest

from provenance.exports.catalogue import TABLES, build_tables
from provenance.exports.metadata import build_config, build_metadata, build_readme
from provenance.exports.questions import QUESTIONS

yaml = pytest.importorskip("yaml")

ROWS = {table.name: 1234 for table in TABLES}


def database_of(text: str) -> dict[str, Any]:
    settings: dict[str, Any] = yaml.safe_load(text)["databases"]["quotes"]
    return settings


def test_metadata_is_complete_for_the_stable_line() -> None:
    """Every table has its title, description, label, order and facets there, and every question its SQL."""
    database = database_of(build_metadata(TABLES))
    for table in TABLES:
        told = database["tables"][table.name]
        assert {"title", "description", "label_column"} <= set(told)
        assert ("sort" in told) != ("sort_desc" in told)
    assert {"array": "relayed_by"} in database["tables"]["quotes"]["facets"]
    assert "speaker" in database["tables"]["quotes"]["facets"]
    assert database["tables"]["quotes"]["fts_table"] == "quotes_fts"
    for question in QUESTIONS:
        assert database["queries"][question.name] == {
            "title": question.title,
            "description": question.about,
            "params": list(question.parameters),
            "sql": question.sql,
            "hide_sql": True,
        }


def test_the_new_line_finds_its_settings_in_its_own_file() -> None:
    """Questions, permissions and settings of tables stand in datasette.yaml too, as in metadata.yaml."""
    old, new = database_of(build_metadata(TABLES)), database_of(build_config(TABLES))
    assert new["queries"] == old["queries"]
    for table in TABLES:
        assert new["tables"][table.name].items() <= old["tables"][table.name].items()
        assert "label_column" in new["tables"][table.name]
    assert yaml.safe_load(build_config(TABLES))["allow_sql"] is True


def test_the_readme_explains_every_column() -> None:
    """Columns are explained there, the whole text only where the export has it, and not above the rows of a page."""
    explained = [
        build_readme(tables, rows=ROWS, now="2025-07-14T09:30:00+00:00", as_of=None)
        for tables in (build_tables(with_text=True), build_tables(with_text=False))
    ]
    for table in TABLES:
        assert all(f"* `{column.name}`: {column.about}" in explained[0] for column in table.columns)
    assert explained[0].count("\n* `") == explained[1].count("\n* `") + 1
    assert "columns:" not in build_metadata(TABLES)


def test_the_readme_tells_what_is_there() -> None:
    """Tables with their rows, questions with their parameters, and the time stand in the README."""
    text = build_readme(TABLES, rows=ROWS, now="2025-07-14T09:30:00+00:00", as_of="2025-07-01")
    assert "Written 2025-07-14T09:30:00+00:00; it holds what was known at 2025-07-01." in text
    assert "| `quotes` | 1,234 |" in text
    assert "`said_by(speaker, from, to)`" in text
    assert "$" not in text
