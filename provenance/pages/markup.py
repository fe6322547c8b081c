"""A page that asks nothing of a network: its head, its colours by day and by night, how it prints, and its tables."""

from collections.abc import Iterable

from provenance.exports.pictures.markup import Html, element

# No source of anything is allowed but the style in the page itself.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
# Colours that people see apart whatever their sight (Okabe and Ito 2008); words and lines say the same again.
_STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1b1f; --dim: #5c5f66; --line: #d5d8dd; --card: #f6f7f9;
  --green: #00724f; --blue: #0067a3; --orange: #a15c00; --red: #b83f00; --purple: #96407a; --grey: #5c5f66;
  --bar: #0072b2; --rest: #b9bec6; }
@media (prefers-color-scheme: dark) { :root { --paper: #16171a; --ink: #e9eaed; --dim: #a4a8b0; --line: #3a3d44;
  --card: #1f2126; --green: #35c79b; --blue: #66bdf0; --orange: #f0b440; --red: #ff8a4d; --purple: #e49bc6;
  --grey: #a4a8b0; --bar: #56b4e9; --rest: #555a63; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem clamp(1rem, 4vw, 2.5rem) 3rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .3rem; }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; }
h3 { font-size: 1rem; margin: 0; }
p { margin: .4rem 0; }
a { color: var(--blue); }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px; }
.dim { color: var(--dim); }
.small { font-size: .875rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; font-size: .875rem; color: var(--dim); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
@media (max-width: 40rem) {
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  tr { display: flex; flex-wrap: wrap; gap: 0 .8rem; border-bottom: 1px solid var(--line); padding: .4rem 0; }
  td { border: 0; padding: 0; } td.name { flex: 1 1 8rem; } td.number { order: 1; }
  td.chart { flex: 1 0 100%; order: 2; } td.more { flex: 1 0 100%; order: 3; }
  td.number::before { content: attr(data-label) " "; color: var(--dim); font-size: .8rem; } }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .6rem; }
@media print { :root { color-scheme: light; --paper: #fff; --ink: #000; --dim: #444; --line: #bbb; --card: #fff;
  --green: #00724f; --blue: #0067a3; --orange: #a15c00; --red: #b83f00; --purple: #96407a; --grey: #444;
  --bar: #0072b2; --rest: #b9bec6; }
  body { max-width: none; padding: 0; font-size: 10.5pt; } a { color: inherit; text-decoration: none; } }
"""


def build_page(title: str, *content: str, style: str = "") -> str:
    """Build a whole page.

    Args:
        title: Of the page; plain text.
        content: What its body holds.
        style: Rules beside those that all pages share.
    """
    head = element(
        "head",
        Html('<meta charset="utf-8">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html('<meta name="color-scheme" content="light dark">'),
        element("title", title),
        Html(f"<style>{_STYLE}{style}</style>"),
    )
    return f'<!doctype html>\n<html lang="en">\n{head}\n{element("body", *content)}\n</html>\n'


def table(heads: Iterable[tuple[str, str | None]], rows: Iterable[Iterable[str]]) -> Html:
    """Build a table.

    Args:
        heads: Heading of each column, and the class of its cells, which says how they stand on a narrow screen: `name`
            and `number` side by side, `chart` and `more` on lines of their own; None for none.
        rows: The cells of each row.
    """
    columns = list(heads)
    top = element("tr", *(element("th", head, scope="col", class_=kind) for head, kind in columns))
    body = (
        element("tr", *(_cell(cell, head, kind) for cell, (head, kind) in zip(row, columns, strict=True)))
        for row in rows
    )
    return element("table", element("thead", top), element("tbody", *body))


def _cell(content: str, head: str, kind: str | None) -> Html:
    """Build a cell; on a narrow screen, where the headings are gone, a number tells what it counts."""
    return element("td", content, class_=kind, data_label=head if kind == "number" else None)
