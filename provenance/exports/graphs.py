"""The chain of a quotation as text that drawing programs take: Mermaid and Graphviz.

Owns the drawing of a chain: stations from the speaker to the publisher, and on each arrow the words that show it.
Names come from articles, so whatever could be markup or syntax is written as a plain sign of the picture.
"""

import re
from collections.abc import Sequence

from provenance.core.records import Hop
from provenance.exports.cells import short_label, words_at
from provenance.store.records import StoredQuotation

# What Mermaid may read as markup or Markdown goes in by number; at the start of a label that is also a list's sign.
_MERMAID_UNSAFE = re.compile(r"[^\w ,.’“”…-]|_|^-|^\d+\.")
_LABEL_LENGTH = 60


def chain_to_mermaid(stored: StoredQuotation) -> str:
    """Write the chain of a quotation as a Mermaid flowchart.

    A dotted arrow is a station that the text implies rather than names.

    Returns:
        Lines of text, the last one ended.
    """
    chain = stored.current.quotation.chain
    lines = ["flowchart LR", f"    %% {re.sub('[^a-z0-9_]', '', stored.id)}"]
    lines += [
        f'    h{place}["{_mermaid_text(_agent_name(hop))}<br/>{_mermaid_text(hop.role.value)}"]'
        for place, hop in enumerate(chain)
    ]
    for place, hop in enumerate(chain[1:], start=1):
        words = _evidence(hop, stored=stored)
        arrow = "-->" if hop.explicit or place == len(chain) - 1 else "-.->"
        label = f'|"{_mermaid_text(words)}"|' if words else ""
        lines.append(f"    h{place - 1} {arrow}{label} h{place}")
    return "\n".join(lines) + "\n"


def chain_to_dot(stored: StoredQuotation) -> str:
    """Write the chain of a quotation as a Graphviz digraph, with the words as its caption.

    A dashed arrow is a station that the text implies rather than names.

    Returns:
        Lines of text, the last one ended.
    """
    chain = stored.current.quotation.chain
    lines = [
        f"digraph {_dot_text(stored.id)} {{",
        f"    graph [rankdir=LR, labelloc=t, label={_dot_text(short_label(stored.text))}];",
        "    node [shape=box, style=rounded];",
    ]
    lines += [f"    h{place} [label={_dot_label(hop)}];" for place, hop in enumerate(chain)]
    lines += _dot_arrows(chain, stored=stored)
    return "\n".join([*lines, "}"]) + "\n"


def _dot_arrows(chain: Sequence[Hop], *, stored: StoredQuotation) -> list[str]:
    lines = []
    for place, hop in enumerate(chain[1:], start=1):
        style = "solid" if hop.explicit or place == len(chain) - 1 else "dashed"
        words = _dot_text(_evidence(hop, stored=stored))
        lines.append(f"    h{place - 1} -> h{place} [style={style}, label={words}];")
    return lines


def _agent_name(hop: Hop) -> str:
    return (short_label(hop.agent.name, length=_LABEL_LENGTH) if hop.agent else "") or "unknown"


def _evidence(hop: Hop, *, stored: StoredQuotation) -> str:
    return short_label(words_at(hop.evidence, text=stored.article.article.text) or "", length=_LABEL_LENGTH)


def _mermaid_text(text: str) -> str:
    return _MERMAID_UNSAFE.sub(lambda found: "".join(f"#{ord(sign)};" for sign in found.group()), text)


def _dot_label(hop: Hop) -> str:
    # The line break is ours: two characters that Graphviz reads as one, after the name has lost its own.
    name, role = _dot_text(_agent_name(hop))[1:-1], _dot_text(hop.role.value)[1:-1]
    return f'"{name}\\n{role}"'


def _dot_text(text: str) -> str:
    # Graphviz reads character entities and backslashes inside its quotes.
    escaped = short_label(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
