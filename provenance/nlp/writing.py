"""Attributions into their span groups and out of them again.

Owns the way between ranges of words, which every rule counts in, and the tokens of a doc.
"""

from collections.abc import Iterable, Mapping

from provenance.core.records import RejectReason
from provenance.nlp.annotations import CONTENT, CUE, REJECTED, SOURCE, Marked, read_group, write_group
from provenance.nlp.contents import Attribution
from provenance.nlp.sentences import Reading, TokenRange


def token_range(reading: Reading, words: TokenRange) -> TokenRange:
    """Return the tokens of a range of words."""
    return reading.at[words[0]], reading.at[words[1] - 1] + 1


def write_attributions(reading: Reading, scored: Iterable[tuple[Attribution, float]]) -> None:
    """Write attributions with their scores into `pv_content`, `pv_cue` and `pv_source`."""
    contents, cues, sources = [], [], []
    for number, (found, score) in enumerate(scored):
        tie, facts = str(number), {"score": score}
        contents += [Marked(tokens=token_range(reading, c), span_id=tie, details=facts) for c in found.contents]
        cues += [Marked(tokens=token_range(reading, found.cue), span_id=tie)] if found.cue else []
        sources += [Marked(tokens=token_range(reading, found.source), span_id=tie)] if found.source else []
    write_group(reading.doc, CONTENT, contents)
    write_group(reading.doc, CUE, cues)
    write_group(reading.doc, SOURCE, sources)


def write_rejected(reading: Reading, rejected: Mapping[int, RejectReason]) -> None:
    """Write the quotations that quote nobody, by their index, into `pv_rejected`."""
    regions = ((token_range(reading, reading.regions[number]), rejected[number].value) for number in sorted(rejected))
    write_group(reading.doc, REJECTED, [Marked(tokens=tokens, label=label) for tokens, label in regions])


def read_attributions(reading: Reading) -> list[tuple[Attribution, float]]:
    """Read attributions with their scores from their span groups."""
    word_at = {token: word for word, token in enumerate(reading.at)}

    def words(marked: Marked) -> TokenRange:
        inside = [word_at[t] for t in range(*marked.tokens) if t in word_at]
        return inside[0], inside[-1] + 1

    ties: dict[str, list[TokenRange]] = {}
    scores: dict[str, float] = {}
    for marked in read_group(reading.doc, CONTENT):
        ties.setdefault(marked.span_id, []).append(words(marked))
        scores[marked.span_id] = (marked.details or {}).get("score", 0.5)
    cues = {m.span_id: words(m) for m in read_group(reading.doc, CUE)}
    sources = {m.span_id: words(m) for m in read_group(reading.doc, SOURCE)}
    return [
        (Attribution(contents=tuple(sorted(contents)), cue=cues.get(tie), source=sources.get(tie)), scores[tie])
        for tie, contents in ties.items()
    ]
