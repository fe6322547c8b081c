"""HTML and SVG that cannot go wrong: every text is escaped unless it was built here."""

import html
from collections.abc import Iterable
from typing import Self

from provenance.core.text import printable


class Html(str):
    """A text that is HTML already."""

    __slots__ = ()

    def __html__(self) -> Self:
        """Say so to template engines, which escape what does not."""
        return self


def escape(text: str) -> Html:
    """Turn a text into HTML that shows it, without what could reorder or steer what is shown.

    Example:
        >>> escape('<b> & "c"')
        '&lt;b&gt; &amp; &quot;c&quot;'
    """
    return text if isinstance(text, Html) else Html(html.escape(printable(text)))


def element(name: str, *content: str, **attributes: str | None) -> Html:
    """Build an element; its content and attributes are escaped unless they are HTML.

    Args:
        name: Of the element.
        content: Texts and elements, in order.
        attributes: `class_` stands for `class`, an underscore inside for a hyphen; None leaves an attribute out.

    Example:
        >>> element("a", "A & B", href="#q1", class_="chip")
        '<a href="#q1" class="chip">A &amp; B</a>'
    """
    named = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items() if value is not None)
    shown = "".join(f' {key}="{escape(value)}"' for key, value in named)
    return Html(f"<{name}{shown}>{join(content)}</{name}>")


def join(parts: Iterable[str], gap: str = "") -> Html:
    """Join texts and elements."""
    return Html(escape(gap).join(escape(part) for part in parts))
