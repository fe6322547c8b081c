"""How wide words are, for want of a browser to ask: an estimate that errs on the wide side, and breaks lines by it."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from provenance.exports.cells import short_label
from provenance.exports.pictures.markup import Html, element

# In parts of the font size, for the sans-serif fonts that systems bring.
_WIDE = 1.0
_CAPITAL = 0.7
_USUAL = 0.55
_NARROW = 0.32
_NARROW_SIGNS = frozenset(" iljtfrI.,:;'’‘|!()[]“”\"-/")
_LONGEST = 400


def text_width(text: str, *, size: float) -> float:
    """Estimate the width of a line in pixels.

    Args:
        text: One line.
        size: Of the font, in pixels.
    """
    return sum(map(_char_width, text)) * size


def _char_width(char: str) -> float:
    if char in _NARROW_SIGNS:
        return _NARROW
    if unicodedata.east_asian_width(char) in "WF":
        return _WIDE
    if unicodedata.combining(char):
        return 0.0
    return _CAPITAL if char.isupper() or char in "mwMW@%" else _USUAL


def break_lines(text: str, *, width: float, size: float) -> list[str]:
    """Break a text into as many lines as it needs: between words and wide letters, and inside a word too long for one.

    Args:
        text: Any text.
        width: Of a line, in pixels.
        size: Of the font, in pixels.
    """
    done: list[str] = []
    line = ""
    for piece, gap in _pieces(text):
        longer = f"{line}{gap}{piece}" if line else piece
        if text_width(longer, size=size) <= width:
            line = longer
            continue
        if line:
            done.append(line)
        line = piece
        while text_width(line, size=size) > width and len(line) > 1:
            kept = _fitting(line, width=width, size=size)
            done.append(kept)
            line = line[len(kept) :]
    return [*done, line] if line else done


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Cut a text where a line may end; beside each piece what stands between it and the one before."""
    for word in re.findall(r"\S+", text):
        gap = " "
        for piece in word if any(unicodedata.east_asian_width(char) in "WF" for char in word) else (word,):
            yield piece, gap
            gap = ""


def wrap_words(text: str, *, width: float, size: float, lines: int) -> list[str]:
    """Break a text into lines; what does not fit is left out behind an ellipsis.

    Args:
        text: Any text; it becomes one that neither steers nor reorders.
        width: Of a line, in pixels.
        size: Of the font, in pixels.
        lines: The most lines, 1 or more.
    """
    broken = break_lines(short_label(text, length=_LONGEST), width=width, size=size)
    if len(broken) <= lines:
        return broken
    last = _fitting(broken[lines - 1], width=width - size, size=size).rstrip(" ,;:")
    return [*broken[: lines - 1], f"{last}…"]


def _fitting(text: str, *, width: float, size: float) -> str:
    """Give as much of a text as there is room for, one letter at the least."""
    used = 0.0
    for end, char in enumerate(text):
        used += _char_width(char) * size
        if used > width:
            return text[: max(end, 1)]
    return text


def text_lines(lines: Sequence[str], *, x: float, y: float, leading: float, classes: str) -> Html:
    """Draw lines of text below each other.

    Args:
        lines: What they say.
        x: Where they are anchored, in pixels.
        y: Base line of the first one.
        leading: From one base line to the next.
        classes: Classes of the style sheet.
    """
    spans = (element("tspan", line, x=f"{x:.1f}", y=f"{y + n * leading:.1f}") for n, line in enumerate(lines))
    return element("text", *spans, class_=classes)


def picture(*shapes: str, width: float, height: float, title: str, classes: str) -> Html:
    """Put shapes into a picture with a name, for those who hear it instead of seeing it.

    Args:
        shapes: What it holds.
        width: In pixels; a narrower page shows it smaller.
        height: In pixels.
        title: What it shows, in a sentence.
        classes: Classes of the style sheet.
    """
    return element(
        "svg",
        *shapes,
        class_=f"picture {classes}",
        role="img",
        aria_label=short_label(title, length=_LONGEST * 2),
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        width=f"{width:.0f}",
        height=f"{height:.0f}",
    )
