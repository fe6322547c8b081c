"""From a page's record to a response: HTML through templates that escape every value, or JSON, each under a policy.

Owns the headers. A page may load our style sheet and nothing else, run nothing, and be shown in no frame elsewhere.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from datasette.utils.asgi import Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from provenance.web.links import Links, safe_link
from provenance.web.marked import shown_text

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_A_YEAR = "public, max-age=31536000, immutable"


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("provenance.web"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: object) -> object:
    """See that no text, whatever column it comes from, steers or reorders a page; pictures and markup are ours."""
    return shown_text(value) if type(value) is str else value


@lru_cache(maxsize=1)
def _style() -> tuple[str, str]:
    """Read the style sheet, and tell the version that its content gives it."""
    text = files("provenance.web").joinpath("static", "provenance.css").read_text("utf-8")
    return text, hashlib.blake2b(text.encode(), digest_size=5).hexdigest()


def style_response() -> Response:
    """Answer with the style sheet; its address changes with its content, so it may be kept."""
    text, _ = _style()
    headers = {**_HEADERS, "Cache-Control": _A_YEAR}
    return Response(text, content_type="text/css; charset=utf-8", headers=headers)


def page_response(template: str, page: object, *, links: Links, title: str) -> Response:
    """Answer with a page.

    Args:
        template: Name of its template.
        page: The record that it shows.
        links: Addresses on this Datasette.
        title: What stands in the tab.
    """
    _, version = _style()
    html = (
        _templates()
        .get_template(template)
        .render(page=page, links=links, title=title, safe_link=safe_link, style=links.style(version))
    )
    return Response(html, content_type="text/html; charset=utf-8", headers=_HEADERS)


def json_response(page: object) -> Response:
    """Answer with what a page shows, without its pictures."""
    text = json.dumps(to_plain(page), ensure_ascii=False, indent=1)
    return Response(text, content_type="application/json; charset=utf-8", headers=_HEADERS)


def to_plain(value: Any) -> Any:  # noqa: ANN401 - whatever a page holds
    """Turn a record into what JSON can hold; pictures are left out, since the data behind them is there."""
    if is_dataclass(value) and not isinstance(value, type):
        kept = (one for one in fields(value) if not one.metadata.get("picture"))
        return {one.name: to_plain(getattr(value, one.name)) for one in kept}
    if isinstance(value, Mapping):
        return {str(name): to_plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [to_plain(one) for one in value]
    return value
