"""What is counted in one article; figures are made of the sums over the articles."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from typing import Self

from provenance.core.records import Form
from provenance.training.metrics.matching import LEAST_ALIKE, Compared, Gold, Match, Matching, match_contents
from provenance.training.metrics.names import choose_reading, count_links, same_chain, same_name, speaker_name
from provenance.training.metrics.words import jaccard, word_starts


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Numbers of attributions in one view of one article, or the sum over several.

    Attributes:
        gold: To be found; optional ones only where they were.
        predicted: Predicted, without what is excused.
        content: Contents that match.
        exact: Contents that match word for word.
        attribution: Contents that match, with the right source.
        speaker_right: Contents that match, with the right speaker, of …
        speaker_known: … those whose gold speaker is known.
        speaker_unsure: Of these, those for which no speaker is named though there is one.
        chain_right: The same for the chain.
        chain_known: The same for the chain.
        whole_right: Gold attributions found with the right speaker and chain, of …
        whole_known: … all that have both, found or not.
        link_right: Gold intermediaries found.
        link_predicted: Intermediaries predicted, of contents that match.
        link_gold: Gold intermediaries to be found.
    """

    gold: int = 0
    predicted: int = 0
    content: int = 0
    exact: int = 0
    attribution: int = 0
    speaker_right: int = 0
    speaker_known: int = 0
    speaker_unsure: int = 0
    chain_right: int = 0
    chain_known: int = 0
    whole_right: int = 0
    whole_known: int = 0
    link_right: int = 0
    link_predicted: int = 0
    link_gold: int = 0

    @classmethod
    def total(cls, counts: Iterable[Self]) -> Self:
        """Add up."""
        rows = [astuple(one) for one in counts]
        return cls(**dict(zip(cls.__slots__, map(sum, zip(*rows, strict=True)), strict=True))) if rows else cls()


def count_view(compared: Compared, forms: frozenset[Form]) -> Counts:
    """Count what was found and missed of the attributions of some forms."""
    matching = match_contents(compared, forms)
    return Counts.total([_count_spans(matching), *_count_chains(matching)])


def _count_spans(matching: Matching) -> Counts:
    found = len(matching.matches)
    return Counts(
        gold=found + sum(not gold.attribution.optional for gold in matching.missed),
        predicted=found + len(matching.wrong),
        content=found,
        exact=sum(match.is_exact for match in matching.matches),
        attribution=sum(match.is_source_right for match in matching.matches),
    )


def _count_chains(matching: Matching) -> Iterable[Counts]:
    yield from (count_found(match) for match in matching.matches)
    yield from (_count_missed(gold) for gold in matching.missed if not gold.attribution.optional)


def count_found(match: Match) -> Counts:
    """Count what is right of the speaker and the chain of a content that was found."""
    gold, quotation = match.gold.attribution, match.predicted.quotation
    reading = choose_reading(gold, quotation)
    is_speaker = gold.has_speaker and same_name(speaker_name(quotation), reading.speaker, accept=reading.accept)
    is_chain = gold.has_chain and same_chain(quotation.relays, reading.chain)
    return Counts(
        speaker_right=is_speaker,
        speaker_known=gold.has_speaker,
        speaker_unsure=gold.has_speaker and not is_speaker and speaker_name(quotation) is None,
        chain_right=is_chain,
        chain_known=gold.has_chain,
        whole_right=is_speaker and is_chain,
        whole_known=gold.has_speaker and gold.has_chain,
        link_right=count_links(quotation.relays, reading.chain) if gold.has_chain else 0,
        link_predicted=len(quotation.relays) if gold.has_chain else 0,
        link_gold=len(reading.chain) if gold.has_chain else 0,
    )


def _count_missed(gold: Gold) -> Counts:
    attribution = gold.attribution
    return Counts(
        whole_known=attribution.has_speaker and attribution.has_chain,
        link_gold=len(attribution.chain) if attribution.has_chain else 0,
    )


def count_traps(compared: Compared) -> tuple[int, int]:
    """Count the words in marks that quote nobody: how many a prediction with marks fell for, and how many there are."""
    traps = [word_starts(compared.article.text, [span]) for span in compared.article.not_quotes]
    quoted = [one.content for one in compared.predicted if one.form is not Form.INDIRECT]
    fallen = sum(any(jaccard(trap, content) >= LEAST_ALIKE for content in quoted) for trap in traps)
    return fallen, len(traps)
