"""The addresses of our pages on a Datasette, and what answers at each.

Owns the way of a request: who may see it, which page, HTML or JSON, and that what is not there is Datasette's 404.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from datasette.database import QueryInterrupted
from datasette.utils import tilde_encode
from datasette.utils.asgi import NotFound, Request, Response
from datasette.views.base import DatasetteError

from provenance.web.links import Links
from provenance.web.pages.article import load_article_page
from provenance.web.pages.family import load_family_page
from provenance.web.pages.home import load_home_page
from provenance.web.pages.quotation import load_quotation_page
from provenance.web.pages.speaker import load_speaker_page
from provenance.web.render import json_response, page_response, style_response
from provenance.web.served import Export, find_exports, open_export

Route = tuple[str, Callable[..., Awaitable[Response]]]
_ID = r"(?P<id>[a-z]{2}_[0-9a-f]{20})"
_FURTHEST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """A kind of page: how it is loaded, and what stands in its tab."""

    load: Callable[..., Awaitable[Any]]
    title: Callable[[Any], str]


_KINDS = {
    "quotation": _Kind(
        load=load_quotation_page,
        title=lambda page: f"{page.said.speaker.name if page.said.speaker else 'Unknown'}: {page.said.text[:80]}",
    ),
    "article": _Kind(load=load_article_page, title=lambda page: str(page.label)),
    "speaker": _Kind(load=load_speaker_page, title=lambda page: str(page.name)),
    "family": _Kind(load=load_family_page, title=lambda page: f"Wordings of {page.representative.text[:80]}"),
}


def build_routes(datasette: Any) -> list[Route]:  # noqa: ANN401 - Datasette has no types
    """Build the routes for the exports that a Datasette serves; none where it serves none.

    An export that is served alone has the first page of the whole Datasette too.
    """
    names = find_exports(datasette)
    routes: list[Route] = [(r"^/-/provenance\.css$", _style_view)] if names else []
    for name in names:
        at = f"^/{re.escape(tilde_encode(datasette.databases[name].route))}"
        routes.append((rf"{at}/home(?P<format>\.json)?$", _home_view(name)))
        routes += [(rf"{at}/{kind}/{_ID}(?P<format>\.json)?$", _view(name, kind)) for kind in _KINDS]
    others = [name for name, one in datasette.databases.items() if name not in names and one.path]
    if len(names) == 1 and not others:
        routes.append((r"^/$", _home_view(names[0])))
    return routes


async def _style_view() -> Response:
    return style_response()


def _home_view(name: str) -> Callable[..., Awaitable[Response]]:
    async def home(datasette: Any, request: Request) -> Response:  # noqa: ANN401
        export, links = await _open(datasette, request, name=name)
        asked = request.args.get("q") or ""
        page = await _in_time(load_home_page(export, asked=asked, offset=_offset(request), links=links))
        if _wants_json(request):
            return json_response(page)
        return page_response("home.html", page, links=links, title="Who said what, and through whom we know it")

    return home


def _view(name: str, kind: str) -> Callable[..., Awaitable[Response]]:
    async def view(datasette: Any, request: Request) -> Response:  # noqa: ANN401
        export, links = await _open(datasette, request, name=name)
        of = request.url_vars["id"]
        page = await _in_time(_KINDS[kind].load(export, of, links=links))
        if page is None:
            message = f"There is no {kind} {of} in this export"
            raise NotFound(message)
        if _wants_json(request):
            return json_response(page)
        return page_response(f"{kind}.html", page, links=links, title=_KINDS[kind].title(page))

    return view


async def _in_time(loading: Awaitable[Any]) -> Any:  # noqa: ANN401
    """Wait for a page, and say what helps where Datasette cuts a question off for taking too long."""
    try:
        return await loading
    except QueryInterrupted as error:
        message = "This took longer than Datasette allows; --setting sql_time_limit_ms 5000 gives it more time"
        raise DatasetteError(message, title="Too slow", status=503) from error


async def _open(datasette: Any, request: Request, *, name: str) -> tuple[Export, Links]:  # noqa: ANN401
    export = await open_export(datasette, name, actor=request.actor)
    return export, Links(urls=datasette.urls, database=name)


def _wants_json(request: Request) -> bool:
    return bool(request.url_vars.get("format"))


def _offset(request: Request) -> int:
    asked = request.args.get("offset") or ""
    return min(int(asked), _FURTHEST) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0  # noqa: PLR2004
