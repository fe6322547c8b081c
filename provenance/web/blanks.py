"""A search box that is sent empty asks for nothing: on Datasette's tables it would be an error of SQL.

Owns which part of a query is blank, and to which requests that applies: those for our exports.
"""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote_plus

from provenance.web.csvguard import App, Send


def drop_blank_search(query: bytes) -> bytes:
    """Leave the searches out of a query that have no word.

    Args:
        query: What stands behind the question mark of an address.

    Example:
        >>> drop_blank_search(b"_search=+&form=direct"), drop_blank_search(b"_search=gas")
        (b'form=direct', b'_search=gas')
    """
    return b"&".join(part for part in query.split(b"&") if not _is_blank_search(part))


def _is_blank_search(part: bytes) -> bool:
    name, _, value = part.partition(b"=")
    # Datasette sets each word in quotation marks, so that those alone are no word either.
    return name.startswith(b"_search") and not unquote_plus(value.decode("latin-1")).strip(' \t\r\n"')


def forgive_blanks(app: App, *, is_ours: Callable[[str], bool]) -> App:
    """Wrap an application so that a blank search on one of our exports shows everything.

    Args:
        app: The application.
        is_ours: Tells of a path whether it is one of our exports.
    """

    async def forgiving(scope: Mapping[str, Any], receive: Any, send: Send) -> None:  # noqa: ANN401 - ASGI's own
        if scope["type"] == "http" and b"_search" in scope["query_string"] and is_ours(scope["path"]):
            scope = {**scope, "query_string": drop_blank_search(scope["query_string"])}
        await app(scope, receive, send)

    return forgiving
