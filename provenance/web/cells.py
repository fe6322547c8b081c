"""What Datasette's own pages show of an export: words and names that lead to our pages, chains that can be read.

Owns the cells. Nothing is asked of the database: what a cell needs stands in its row.
"""

from typing import Any

from markupsafe import Markup

from provenance.exports.cells import short_label
from provenance.exports.told import is_id, read_list
from provenance.web.links import Links, safe_link

_KINDS = {"qt": "quotation", "av": "article", "ag": "speaker", "fa": "family"}
# The column that stands for a row, by table; in the rows of a question it is always the words.
_LABELS = {"quotes": "text", "agents": "label", "articles": "label"}
_LONGEST = 300


def render_value(value: Any, *, column: str, table: str | None, row: Any, links: Links) -> Markup | None:  # noqa: ANN401
    """Render a cell, or leave it to Datasette.

    Args:
        value: Of the cell.
        column: Its name.
        table: Name of the table; None for the rows of a question.
        row: The whole row.
        links: Addresses on this Datasette.

    Returns:
        Escaped markup; None for a cell that Datasette shows well by itself.
    """
    if not isinstance(value, str) or not value:
        return None
    if column == "chain" and table == "quotes":
        names = (short_label(str(one.get("name") or "unknown")) for one in read_list(value) if isinstance(one, dict))
        return Markup("{}").format(" → ".join(names))
    if column == "id" and is_id(value):
        return _link(value, value, links=links)
    if column == "url":
        return _web_link(value)
    own = _id_in(row)
    if own is not None and column == _LABELS.get(table or "", "text"):
        return _link(own, short_label(value, length=_LONGEST), links=links)
    return None


def _id_in(row: Any) -> str | None:  # noqa: ANN401 - rows are of several kinds
    try:
        value = row["id"]
    except (KeyError, IndexError, TypeError):
        return None
    return value if is_id(value) else None


def _link(of: str, text: str, *, links: Links) -> Markup | None:
    kind = _KINDS.get(of[:2])
    return Markup('<a href="{}">{}</a>').format(links.page(kind, of), text) if kind else None


def _web_link(value: str) -> Markup:
    address = safe_link(value)
    if address is None:
        # Datasette would make a link of it by looks alone.
        return Markup("{}").format(value)
    return Markup('<a href="{}" rel="noopener noreferrer nofollow">{}</a>').format(address, short_label(address))
