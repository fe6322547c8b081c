"""Media in an article: which words name an agency, a paper, a broadcaster, a programme or a platform.

Owns media as found, each once. What is a medium comes from the registry or from the words ("a Russian news agency",
"the daily Kommersant"), never from a rule about one of them. What a medium does for a statement stands in
`relays.links`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from provenance.core.records import AgentKind, Role
from provenance.core.text import name_key
from provenance.nlp.cast import Cast
from provenance.nlp.relays.described import DEFINITE, find_described
from provenance.nlp.relays.named import find_named
from provenance.nlp.relays.naming import words_within
from provenance.nlp.relays.parts import FORMS, Medium
from provenance.nlp.relays.programmes import find_hosts, find_programmes, with_journalist
from provenance.nlp.sentences import Reading, overlaps

_STATE = frozenset({"state", "official", "state-run", "state-owned", "state-controlled", "government"})
_LONGEST_ACRONYM = 5
# What an article calls a medium of each kind that the registry knows.
_FORM_OF = {kind: kind for kind in ("agency", "newspaper", "magazine", "broadcaster")} | {"other": "site"}


def find_media(cast: Cast) -> tuple[Medium, ...]:
    """Find the words that name a medium, in order; they never overlap.

    A name counts where the registry knows it as a medium, or where its own words or those beside it say so. "The
    paper" and "state media" mean the medium of that form which the article names.
    """
    reading = cast.reading
    surnames = {name_key(n.text).split()[-1] for n in cast.names if n.kind is AgentKind.PERSON and " " in n.text}
    names = [n for n in cast.names if name_key(n.text) not in surnames]
    named = [_formed(cast, m) for n in names if (m := find_named(cast, n))]
    described = [m for i, word in enumerate(reading.lower) if word in FORMS and (m := find_described(cast, i))]
    media = _joined(cast.reading, sorted((*named, *described, *find_programmes(cast)), key=_place))
    media = _joined(cast.reading, [with_journalist(cast, m) for m in media])
    found = _resolved(cast.reading, _joined(cast.reading, sorted((*media, *find_hosts(cast, media)), key=_place)))
    return tuple(medium for medium in found if not _is_own(reading, medium))


def _is_own(reading: Reading, medium: Medium) -> bool:
    """Say whether an article writes a name in capitals as only its own house does: "told USA TODAY".

    The words went from the speaker to the publisher then, and a publisher is no relay. Other houses write it as any
    other name.
    """
    written = reading.text(medium.tokens)
    shouts = written.isupper() and len(written) > _LONGEST_ACRONYM and not medium.name.isupper()
    return shouts and medium.form in {"newspaper", "magazine", "site"} and not _is_shouted(reading, medium)


def _is_shouted(reading: Reading, medium: Medium) -> bool:
    """Say whether all words around are in capitals too."""
    sentence = reading.sentence_at(medium.tokens[0])
    return all(word.isupper() for word in reading.words[sentence.start : sentence.end] if word.isalpha())


def _formed(cast: Cast, medium: Medium) -> Medium:
    """Note what an article may call a medium that the registry knows: "the paper"."""
    outlet = cast.registry.outlet(medium.name)
    return replace(medium, form=_FORM_OF.get(outlet.kind, medium.form)) if outlet else medium


def _place(medium: Medium) -> tuple[int, int]:
    """Order media by place, the longest first where two begin at one word."""
    return medium.tokens[0], -medium.tokens[1]


def _joined(reading: Reading, media: Sequence[Medium]) -> list[Medium]:
    """Keep one medium of those that overlap, and one of a name with its description beside a comma."""
    kept: list[Medium] = []
    for medium in media:
        last = kept[-1] if kept else None
        if last is None:
            kept.append(medium)
        elif overlaps(last.tokens, medium.tokens):
            kept[-1] = _better(last, medium)
        elif _is_gloss(reading, last, medium):
            kept[-1] = replace(medium, phrase=(last.phrase[0], medium.phrase[1])) if _is_vague(last) else last
        elif not (last.phrase[1] > last.tokens[1] and medium.tokens[0] <= last.phrase[1]):
            kept.append(medium)
    return kept


def _is_gloss(reading: Reading, one: Medium, other: Medium) -> bool:
    """Say whether a comma joins a name and a description: "Tass, a Russian news agency"."""
    return _is_vague(one) != _is_vague(other) and reading.words[one.tokens[1] : other.phrase[0]] == (",",)


def _is_vague(medium: Medium) -> bool:
    return medium.kind is AgentKind.GROUP


def _better(one: Medium, other: Medium) -> Medium:
    """Prefer a name to a description, and the longer of two names."""
    first, second = sorted((one, other), key=lambda m: (m.kind is AgentKind.GROUP, m.tokens[0] - m.tokens[1]))
    start, end = min(first.phrase[0], second.phrase[0]), max(first.phrase[1], second.phrase[1])
    return replace(first, phrase=(start, end), form=first.form or second.form)


def _resolved(reading: Reading, media: Sequence[Medium]) -> Iterator[Medium]:
    """Let "the paper", "state media" and "the Post" mean the medium that the article names so."""
    named = [m for m in media if m.kind is AgentKind.ORGANISATION]
    owners = _programme_owners(reading, media)
    for medium in media:
        owner = owners.get(name_key(medium.name)) if medium.form == "programme" else None
        if owner:
            yield replace(medium, name=owner.name, role=owner.role, kind=owner.kind)
        elif medium.kind is AgentKind.GROUP:
            found = _meant(reading, medium, named)
            if found:
                yield replace(medium, name=found.name, role=found.role, kind=found.kind)
            elif not medium.form.startswith(DEFINITE):
                yield medium
        else:
            full = next((m for m in named if m.name.endswith(f" {medium.name}")), None)
            yield replace(medium, name=full.name) if full and " " not in medium.name else medium


def _programme_owners(reading: Reading, media: Sequence[Medium]) -> dict[str, Medium]:
    """Find whose programmes the article names: CBS after "CBS’s “Face the Nation”", by the key of the programme."""
    found: dict[str, Medium] = {}
    for medium in media:
        number = reading.region_of[medium.phrase[1] - 1]
        if number >= 0 and reading.region_of[medium.tokens[0]] < 0:
            programme = words_within(reading, reading.regions[number])
            if programme:
                found.setdefault(name_key(reading.text(programme)), medium)
    return found


def _meant(reading: Reading, medium: Medium, named: Sequence[Medium]) -> Medium | None:
    """Find the named medium that a description means."""
    words = reading.lower[slice(*medium.tokens)]
    before = [m for m in named if m.tokens[0] < medium.tokens[0]]
    if medium.form.startswith(DEFINITE):
        fits = [m for m in before if m.form == medium.form.removeprefix(DEFINITE)]
        return fits[-1] if fits else None
    if _STATE & set(words) and not any(reading.is_name(i) for i in range(*medium.tokens)):
        agencies = {m.name: m for m in named if m.role is Role.AGENCY}
        return next(iter(agencies.values())) if len(agencies) == 1 else None
    return None
