"""How wide words are, for want of a browser to ask: an estimate that errs on the wide side, and breaks lines by it."""

import unicodedata
from collections.abc import Sequence

from markupsafe import Markup

from provenance.exports.cells import short_label

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


def wrap_words(text: str, *, width: float, size: float, lines: int) -> list[str]:
    """Break a text into lines between words; what does not fit is left out behind an ellipsis.

    Args:
        text: Any text; it becomes one that neither steers nor reorders.
        width: Of a line, in pixels.
        size: Of the font, in pixels.
        lines: The most lines, 1 or more.
    """
    words = short_label(text, length=_LONGEST).split()
    done: list[str] = []
    line = ""
    for place, word in enumerate(words):
        longer = f"{line} {word}" if line else word
        if text_width(longer, size=size) <= width:
            line = longer
        elif len(done) == lines - 1 or not line:
            rest = " ".join(words[place:])
            return [*done, *_broken(f"{line} {rest}".strip(), width=width, size=size, lines=lines - len(done))]
        else:
            done.append(line)
            line = word
    return [*done, line] if line else done


def _broken(text: str, *, width: float, size: float, lines: int) -> list[str]:
    """Break a text within its words, where one alone is too long for a line."""
    kept = _fitting(text, width=width, size=size)
    if lines == 1 or len(kept) == len(text):
        return [kept] if len(kept) == len(text) else [_ended(text, width=width, size=size)]
    return [kept, *wrap_words(text[len(kept) :], width=width, size=size, lines=lines - 1)]


def _fitting(text: str, *, width: float, size: float) -> str:
    used, end = 0.0, 0
    for end, char in enumerate(text):
        used += _char_width(char) * size
        if used > width:
            return text[: max(end, 1)]
    return text[: end + 1]


def _ended(text: str, *, width: float, size: float) -> str:
    return f"{_fitting(text, width=width - size, size=size).rstrip(' ,;:')}…"


def text_lines(lines: Sequence[str], *, x: float, y: float, leading: float, classes: str) -> Markup:
    """Draw lines of text below each other.

    Args:
        lines: What they say.
        x: Where they are anchored, in pixels.
        y: Base line of the first one.
        leading: From one base line to the next.
        classes: Classes of the style sheet.
    """
    spans = Markup("").join(
        Markup('<tspan x="{}" y="{}">{}</tspan>').format(round(x, 1), round(y + n * leading, 1), line)
        for n, line in enumerate(lines)
    )
    return Markup('<text class="{}">{}</text>').format(classes, spans)


def picture(body: Markup, *, width: float, height: float, title: str, classes: str) -> Markup:
    """Put shapes into a picture with a name, for those who hear it instead of seeing it.

    Args:
        body: The shapes.
        width: In pixels; a narrower page shows it smaller.
        height: In pixels.
        title: What it shows, in a sentence.
        classes: Classes of the style sheet.
    """
    title = short_label(title, length=_LONGEST * 2)
    return Markup(
        '<svg class="picture {}" role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}">{}</svg>'
    ).format(classes, title, round(width), round(height), round(width), round(height), body)
