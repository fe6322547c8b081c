"""Pictures drawn as SVG, bars and columns of months; and how all pictures of a page look.

Owns geometry and nothing of what is counted. Names stand in the page as text wherever they can, so that pictures stay
readable on a telephone; what a picture shows, its title tells too.
"""

from collections.abc import Sequence

from provenance.exports.pictures.markup import Html, element

CHART_STYLE = """
svg { display: block; } rect.fill { fill: var(--bar); }
.bar { width: 100%; height: .8rem; margin-top: .35rem; } .columns { width: 100%; height: 7rem; }
.spark { width: 100%; min-width: 5rem; height: 1.5rem; }
.axis { display: flex; justify-content: space-between; border-top: 1px solid var(--line); }
figure { margin: 0; } .picture { max-width: 100%; height: auto; }
.flow text { fill: var(--ink); font: 13px system-ui, sans-serif; paint-order: stroke; stroke: var(--paper);
  stroke-width: 3.5px; stroke-linejoin: round; } .flow .count { fill: var(--dim); } .flow .end { text-anchor: end; }
.ribbon { fill: var(--bar); opacity: .45; } .ribbon.pale { fill: var(--rest); } .node { fill: var(--ink); }
.narrow { display: none; }
@media (max-width: 47rem) { .roomy { display: none; } .narrow { display: block; } }
"""


def bar(n: int, *, of: int) -> Html:
    """Draw a bar of n on a scale that ends at `of`, 1 or more; the number itself stands beside it."""
    width = f"{100 * n / of:.2f}"
    shape = element("rect", width=width, height="10", class_="fill")
    return _svg(shape, class_="bar", viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true")


def columns(counts: Sequence[tuple[str, int]], *, highest: int, label: str, class_: str = "columns") -> Html:
    """Draw columns side by side.

    Args:
        counts: Name and height of each, in order.
        highest: The height of the whole picture, 1 or more.
        label: What it shows, for those who do not see it.
        class_: Its size: `columns` or `spark`.
    """
    shapes = (
        element(
            "rect",
            element("title", f"{name}: {n}"),
            x=f"{place + 0.1:.1f}",
            width="0.8",
            y=f"{100 - 100 * n / highest:.2f}",
            height=f"{100 * n / highest:.2f}",
            class_="fill",
        )
        for place, (name, n) in enumerate(counts)
    )
    box = f"0 0 {max(len(counts), 12)} 100"
    return _svg(*shapes, class_=class_, viewBox=box, preserveAspectRatio="none", role="img", aria_label=label)


def _svg(*content: str, **attributes: str) -> Html:
    return element("svg", *content, **attributes)
