"""The plugin that Datasette loads, for its stable line (0.65) and for 1.0: hooks, and nothing else.

A hook that one of the lines does not know is ignored there. Everything is confined to the databases that are exports of
ours; whatever else a Datasette serves stays as it is.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol, TypeVar
from weakref import WeakKeyDictionary

from datasette import hookimpl
from datasette.utils import tilde_encode
from datasette.utils.asgi import Response
from markupsafe import Markup

from provenance.exports.told import is_id
from provenance.web.blanks import forgive_blanks
from provenance.web.cells import render_value
from provenance.web.csvguard import App, guard_csv
from provenance.web.formats import NEEDED, to_annotations, to_mermaid, to_prov
from provenance.web.links import Links
from provenance.web.served import Row, find_exports
from provenance.web.views import Route, build_routes

_FORMATS: tuple[tuple[str, str, Callable[[Iterable[Row]], str]], ...] = (
    ("provjsonld", "application/ld+json; charset=utf-8", to_prov),
    ("anno", 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"; charset=utf-8', to_annotations),
    ("mmd", "text/plain; charset=utf-8", to_mermaid),
)
F = TypeVar("F", bound=Callable[..., Any])

_DOORS = {"quotes": "quotation", "agents": "speaker", "articles": "article", "families": "family"}


class _Hook(Protocol):
    def __call__(self, function: F, /) -> F: ...


# Datasette tells no types, and a decorator without them would take ours away.
hook: _Hook = hookimpl

# By Datasette: the names of its databases, and those of them that are exports.
_KNOWN: WeakKeyDictionary[Any, tuple[tuple[str, ...], tuple[str, ...]]] = WeakKeyDictionary()


@hook
def register_routes(datasette: Any) -> list[Route]:  # noqa: ANN401 - Datasette has no types
    """Add our pages."""
    return build_routes(datasette)


@hook
def register_output_renderer() -> list[dict[str, Any]]:
    """Add our formats to those in which Datasette gives rows."""
    return [
        {"extension": extension, "render": _renderer(content_type, write), "can_render": _can_render}
        for extension, content_type, write in _FORMATS
    ]


def _renderer(content_type: str, write: Callable[[Iterable[Row]], str]) -> Callable[..., Response]:
    def render(rows: Any) -> Response:  # noqa: ANN401
        plain = [{name: _unlabelled(row[name]) for name in row.keys()} for row in rows]  # noqa: SIM118 - rows of SQLite
        return Response(write(plain), content_type=content_type, headers={"X-Content-Type-Options": "nosniff"})

    return render


def _unlabelled(cell: Any) -> Any:  # noqa: ANN401
    """Take the value of a cell that Datasette shows with the label of what it refers to."""
    return cell["value"] if isinstance(cell, dict) and "value" in cell else cell


def _can_render(columns: Iterable[str]) -> bool:
    return frozenset(columns) >= NEEDED


@hook
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any) -> Markup | None:  # noqa: ANN401
    """Let words and names lead to our pages."""
    if database not in _exports_of(datasette):
        return None
    links = Links(urls=datasette.urls, database=database)
    return render_value(value, column=column, table=table, row=row, links=links)


@hook
def menu_links(datasette: Any) -> list[dict[str, str]]:  # noqa: ANN401
    """Add a way to our first page to the menu."""
    return [
        {"href": Links(urls=datasette.urls, database=name).home(), "label": f"Who said what ({name})"}
        for name in _exports_of(datasette)
    ]


@hook
def top_database(datasette: Any, database: str) -> Markup | None:  # noqa: ANN401
    """Lead from Datasette 1.0's page of the database to our first page."""
    if database not in _exports_of(datasette):
        return None
    links = Links(urls=datasette.urls, database=database)
    return Markup('<p><a href="{}">Who said what, and through whom we know it</a></p>').format(links.home())


@hook
def top_row(datasette: Any, database: str, table: str, row: Any) -> Markup | None:  # noqa: ANN401
    """Lead from Datasette 1.0's page of a row to ours."""
    kind = _DOORS.get(table)
    if kind is None or database not in _exports_of(datasette) or not is_id(row["id"]):
        return None
    links = Links(urls=datasette.urls, database=database)
    return Markup('<p><a href="{}">See the {} with everything that belongs to it</a></p>').format(
        links.page(kind, row["id"]), kind
    )


@hook
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:  # noqa: ANN401
    """See that no cell of the CSV of our exports starts a formula, and that a blank search on them is none."""

    def is_ours(path: str) -> bool:
        return _is_ours(datasette, path)

    def wrap(app: App) -> App:
        return forgive_blanks(guard_csv(app, is_ours=is_ours), is_ours=is_ours)

    return wrap


def _is_ours(datasette: Any, path: str) -> bool:  # noqa: ANN401
    below = path.removeprefix(datasette.setting("base_url")).lstrip("/")
    first = below.split("/")[0].split(".")[0]
    return any(first == tilde_encode(datasette.databases[name].route) for name in _exports_of(datasette))


def _exports_of(datasette: Any) -> tuple[str, ...]:  # noqa: ANN401
    """Remember which databases are exports: cells are many, and files do not change while they are served."""
    served = tuple(datasette.databases)
    known = _KNOWN.get(datasette)
    if known is None or known[0] != served:
        known = (served, find_exports(datasette))
        _KNOWN[datasette] = known
    return known[1]
