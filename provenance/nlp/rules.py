"""The rules model as spaCy components: `pv_rules_v1` finds attributions, `pv_chains_v1` says who speaks through whom.

Owns the way between rules and span groups. The first component is the baseline that a trained model replaces; the
second one works on whatever wrote the groups of the first.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from provenance.core.agents import Registry
from provenance.core.records import MentionKind
from provenance.nlp.annotations import (
    CONTENT,
    CREDIT,
    MENTION,
    RELAY,
    Marked,
    read_group,
    write_group,
)
from provenance.nlp.cast import build_cast
from provenance.nlp.contents import Attribution, find_attributions, find_scare
from provenance.nlp.coreference import Voice, find_voices
from provenance.nlp.credits import find_credits
from provenance.nlp.marks import find_rejected
from provenance.nlp.moments import find_language, find_medium, find_when
from provenance.nlp.names import NameFinder, build_finder
from provenance.nlp.nested import find_nested
from provenance.nlp.relays import Medium, Relay, Statement, find_media, find_relays
from provenance.nlp.relays.translations import with_spoken
from provenance.nlp.sentences import Reading, Sentence, read_doc
from provenance.nlp.voices import prefer_inner
from provenance.nlp.writing import read_attributions, token_range, write_attributions, write_rejected
from provenance.registry import load_registry

# Share of the attributions of each kind whose content and source are right, as counted on PolNeAR's dev part.
_SCORES = {"direct": 0.91, "mixed": 0.66, "indirect": 0.70, "sourceless": 0.04}


class RulesModel:
    """Finds contents, cues, sources and rejected marks by rule; needs no weights."""

    def __call__(self, doc: Doc) -> Doc:
        """Write `pv_content`, `pv_cue`, `pv_source` and `pv_rejected`."""
        reading = read_doc(doc)
        rejected = find_rejected(reading)
        attributions = find_attributions(reading, rejected=frozenset(rejected))
        attributions += tuple(find_nested(reading, attributions, attributions))
        claimed = [content for attribution in attributions for content in attribution.contents]
        rejected |= find_scare(reading, claimed, rejected)
        write_attributions(
            reading, [(found, _score(reading, found)) for found in sorted(attributions, key=lambda a: a.contents)]
        )
        write_rejected(reading, rejected)
        return doc


def _score(reading: Reading, found: Attribution) -> float:
    if found.source is None:
        return _SCORES["sourceless"]
    inside = [reading.region_of[i] >= 0 for c in found.contents for i in range(*c) if reading.words[i][:1].isalnum()]
    return _SCORES["direct" if inside and all(inside) else "mixed" if any(inside) else "indirect"]


class Chains:
    """Resolves the sources of attributions to speakers and finds the relays that carried them."""

    def __init__(self, registry: Registry) -> None:
        """Index the registry."""
        self.registry = registry
        self.finder: NameFinder = build_finder(registry)

    def __call__(self, doc: Doc) -> Doc:
        """Write `pv_relay`, `pv_mention` and `pv_credit`, and the speakers into `pv_content`."""
        reading = read_doc(doc)
        names = self.finder.find_names(reading)
        cast = build_cast(reading, names, registry=self.registry)
        media = find_media(cast)
        attributions = self._settle(reading, media)
        voices = find_voices(cast, attributions)
        sentences = [_sentence_of(reading, found) for found in attributions]
        statements = [
            Statement(
                sentence=s,
                cue=a.cue,
                source=a.source,
                contents=a.contents,
                speaker=v.name if v else None,
                kind=v.kind if v else None,
            )
            for a, s, v in zip(attributions, sentences, voices, strict=True)
        ]
        relays = find_relays(cast, statements, media)
        moments = [_told(reading, *row) for row in zip(sentences, attributions, relays, strict=True)]
        relays = tuple(with_spoken(r, told["quoted_lang"]) for r, told in zip(relays, moments, strict=True))
        _write_voices(reading, attributions, voices, moments)
        ties = dict.fromkeys(marked.span_id for marked in read_group(doc, CONTENT))
        write_group(doc, RELAY, _marked_relays(reading, dict(zip(ties, relays, strict=True))))
        write_group(doc, MENTION, _marked_mentions(reading, attributions, voices, relays))
        write_group(
            doc,
            CREDIT,
            [
                Marked(tokens=token_range(reading, c.tokens), label=c.kind, details={"chain": list(c.chain)})
                for c in find_credits(cast, media)
            ],
        )
        return doc

    @staticmethod
    def _settle(reading: Reading, media: Sequence[Medium]) -> list[Attribution]:
        """Read the attributions, and write anew those that another voice speaks than the model says."""
        scored = read_attributions(reading)
        found = [attribution for attribution, _ in scored]
        reports = find_attributions(reading, rejected=frozenset(find_rejected(reading)))
        settled = list(prefer_inner(reading, found, reports, media))
        if settled != found:
            write_attributions(reading, [(a, score) for a, (_, score) in zip(settled, scored, strict=True)])
        return settled


def _sentence_of(reading: Reading, found: Attribution) -> Sentence:
    return reading.sentence_at((found.cue or found.contents[0])[0])


def _told(reading: Reading, sentence: Sentence, found: Attribution, relays: Sequence[Relay]) -> dict[str, str | None]:
    """Gather what the text tells of an utterance: its occasion, its day in words, its language."""
    medium = find_medium(reading, sentence, found, relays)
    return {
        "medium": medium.value if medium else None,
        "when": find_when(reading, sentence, found),
        "quoted_lang": find_language(reading, sentence, found),
    }


def _write_voices(
    reading: Reading,
    attributions: Sequence[Attribution],
    voices: Sequence[Voice | None],
    moments: Sequence[Mapping[str, str | None]],
) -> None:
    doc = reading.doc
    old = {m.span_id: dict(m.details or {}) for m in read_group(doc, CONTENT)}
    marked = []
    for tie, found, voice, told in zip(old, attributions, voices, moments, strict=True):
        facts: dict[str, object] = {**old[tie], **told}
        if voice:
            facts["voice"] = {"name": voice.name, "kind": voice.kind.value}
            if voice.principal:
                facts["principal"] = {"name": voice.principal.name, "kind": voice.principal.kind.value}
        marked += [Marked(tokens=token_range(reading, c), span_id=tie, details=facts) for c in found.contents]
    write_group(doc, CONTENT, marked)


def _marked_relays(reading: Reading, relays: Mapping[str, Sequence[Relay]]) -> Iterator[Marked]:
    for tie, hops in relays.items():
        for position, relay in enumerate(hops):
            facts = {
                "name": relay.name,
                "kind": relay.kind.value,
                "explicit": relay.explicit,
                "lang_from": relay.lang_from,
                "lang_to": relay.lang_to,
                "mention": list(token_range(reading, relay.mention)) if relay.mention else None,
            }
            yield Marked(
                tokens=token_range(reading, relay.evidence),
                label=relay.role.value,
                span_id=f"{tie}.{position}",
                details=facts,
            )


def _marked_mentions(
    reading: Reading,
    attributions: Sequence[Attribution],
    voices: Sequence[Voice | None],
    relays: Sequence[Sequence[Relay]],
) -> Iterator[Marked]:
    for found, voice in zip(attributions, voices, strict=True):
        if found.source and voice:
            facts = {
                "name": voice.name,
                "kind": voice.kind.value,
                "method": voice.method,
                "score": voice.score,
                "antecedent": list(token_range(reading, voice.antecedent)) if voice.antecedent else None,
            }
            yield Marked(tokens=token_range(reading, found.source), label=voice.mention.value, details=facts)
    for relay in {r.mention: r for hops in relays for r in hops if r.mention}.values():
        facts = {"name": relay.name, "kind": relay.kind.value, "method": "relay"}
        if relay.mention:
            yield Marked(tokens=token_range(reading, relay.mention), label=MentionKind.OUTLET.value, details=facts)


# spaCy's declarations know no single groups: what each component reads and writes stands in its docstring.
@Language.factory("pv_rules_v1", assigns=["doc.spans"])
def build_rules(nlp: Language, name: str) -> RulesModel:  # noqa: ARG001 - spaCy's factory signature
    """Build the rules model for a spaCy pipeline."""
    return RulesModel()


@Language.factory(
    "pv_chains_v1",
    default_config={"registry": None},
    requires=["doc.spans"],
    assigns=["doc.spans"],
)
def build_chains(nlp: Language, name: str, registry: str | None) -> Chains:  # noqa: ARG001
    """Build the component that resolves speakers and relays.

    Args:
        nlp: The pipeline.
        name: The component's name in it.
        registry: Folder with agents.jsonl and outlets.jsonl; None for the one that ships with the package.
    """
    return Chains(load_registry(Path(registry) if registry else None))
