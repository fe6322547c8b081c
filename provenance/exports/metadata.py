"""What Datasette shows around the tables of an export, for its stable line and for the 1.0 line.

Owns `metadata.yaml`, `datasette.yaml` and `README.md`. Datasette 0.65 reads the first alone and needs all of it there;
1.0 takes titles and descriptions from the first, and questions and permissions only from the second.
"""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from string import Template

from provenance.exports.layout import Facet, Table
from provenance.exports.questions import QUESTIONS, Question
from provenance.exports.yamltext import Value, to_yaml

DATABASE = "quotes"
TITLE = "Who said what, and through whom we know it"
ABOUT = (
    "Quotations found in news articles, each with the chain that carried it: from the speaker over the relays to the "
    "publisher. It tells what the articles say, not whether it is true."
)
_COMMENT = "Written by `provenance export datasette`; the next export to this folder writes it anew.\n"


def build_metadata(tables: Sequence[Table], questions: Sequence[Question] = QUESTIONS) -> str:
    """Write `metadata.yaml`: everything for Datasette 0.65, and the titles and descriptions for 1.0."""
    database: dict[str, Value] = {
        "title": TITLE,
        "description": ABOUT,
        "queries": _query_settings(questions),
        "tables": {table.name: {**_table_texts(table), **_table_settings(table)} for table in tables},
    }
    return to_yaml(
        {"title": TITLE, "description": ABOUT, "allow_sql": True, "databases": {DATABASE: database}},
        comment=_COMMENT + "Datasette 0.65 reads this file alone; 1.0 reads datasette.yaml too.",
    )


def build_config(tables: Sequence[Table], questions: Sequence[Question] = QUESTIONS) -> str:
    """Write `datasette.yaml`: questions, tables and permissions for Datasette 1.0."""
    database: dict[str, Value] = {
        "queries": _query_settings(questions),
        "tables": {table.name: _table_settings(table) for table in tables},
    }
    return to_yaml(
        # Said here although it is Datasette's custom: 1.0 does not look for it in metadata.yaml.
        {"allow_sql": True, "databases": {DATABASE: database}},
        comment=_COMMENT + "Datasette 1.0 reads this file and metadata.yaml; 0.65 does not know it.",
    )


def build_readme(tables: Sequence[Table], *, rows: Mapping[str, int], now: str, as_of: str | None) -> str:
    """Write `README.md` of an export.

    Args:
        tables: Its tables.
        rows: Number of rows of each.
        now: When it was written, UTC.
        as_of: The time whose knowledge it holds; None for that of `now`.
    """
    template = Template(files("provenance.exports").joinpath("readme.md.txt").read_text("utf-8"))
    return template.substitute(
        title=TITLE,
        about=ABOUT,
        now=now,
        as_of=as_of or now,
        tables="\n".join(f"| `{table.name}` | {rows[table.name]:,} | {table.about} |" for table in tables),
        columns="\n\n".join(map(_columns_text, tables)),
        questions="\n".join(
            f"* **{one.title}** `{one.name}({', '.join(one.parameters)})` – {one.about}" for one in QUESTIONS
        ),
    )


def _query_settings(questions: Sequence[Question]) -> dict[str, Value]:
    return {
        question.name: {
            "title": question.title,
            "description": question.about,
            "params": list(question.parameters),
            "sql": question.sql,
            # People come for the answer; a link shows how it was asked.
            "hide_sql": True,
        }
        for question in questions
    }


def _table_texts(table: Table) -> dict[str, Value]:
    # Without `columns`: Datasette would print all of them above the rows, which people come to see.
    return {"title": table.title, "description": table.about}


def _columns_text(table: Table) -> str:
    lines = (f"* `{column.name}`: {column.about}" for column in table.columns)
    return "\n".join((f"### {table.name}", "", *lines))


def _table_settings(table: Table) -> dict[str, Value]:
    facets: list[Value] = [
        {"array": column.name} if column.facet is Facet.ARRAY else column.name
        for column in table.columns
        if column.facet
    ]
    settings: dict[str, Value] = {
        "label_column": table.label,
        "sort_desc" if table.descending else "sort": table.sort,
    }
    if facets:
        settings["facets"] = facets
    if table.search:
        settings["fts_table"] = f"{table.name}_fts"
    return settings
