"""Media by common nouns: "the official news agency", "Russian state media", "the daily Kommersant", "Fars news agency".

Owns the nouns that make a medium of what stands beside them. Which medium "the paper" means, `relays.media` decides.
"""

from provenance.core.records import AgentKind, Role
from provenance.nlp.cast import Cast
from provenance.nlp.lexicon import DETERMINERS
from provenance.nlp.names import Name
from provenance.nlp.relays.naming import LONGEST_NAME, build_medium, is_person, known_at, stands_for_other
from provenance.nlp.relays.parts import FORMS, NEEDS, Medium, relay_words
from provenance.nlp.sentences import Reading, TokenRange

_ADJECTIVES = relay_words("adjectives")
_LONGEST = 9
_LONGEST_KIND = 3
# What stands before the form of a description that means a medium named before: "the paper".
DEFINITE = "the "
_DEFINITE = frozenset({("the",), ("that",)})
_OWN = frozenset({("his",), ("her",), ("their",)})
_OTHER_KINDS = {(word,) for word in FORMS}
_VAGUE = frozenset({"agency", "site", "website", "portal", "network", "station", "channel"})
_PLURAL = frozenset({"agencies", "outlets", "papers"})
# Kinds that a name alone may stand before, and those that only a nation may: "Houthi media", "Iranian television"; "a
# Turkish paper", but not "a Democratic paper".
_NATIONAL = frozenset({"paper"})
_ALONE = frozenset({"media", "press", "television", "tv", "radio", "papers", "dailies", "daily", "weekly"})


def find_described(cast: Cast, i: int) -> Medium | None:
    """Read a medium whose kind ends at a word: "the official news agency", "Russian state media"; None for none."""
    reading = cast.reading
    form = FORMS.get(reading.lower[i])
    if form is None or reading.region_of[i] >= 0 or reading.lower[i + 1 : i + 2] in _OTHER_KINDS:
        return None
    tokens = (_description_start(reading, i), i + 1)
    if form == "programme" and reading.is_name(i) and i - tokens[0] > 1:
        return _programme(cast, (_first_word(reading, *tokens), i + 1))
    following = _name_behind(cast, i + 1)
    if following and (_qualifies(cast, tokens) or (following.known and following.known.relay)):
        name = following.known.name if following.known else following.text
        whole = (tokens[0], following.tokens[1])
        return build_medium(reading, whole, name, role=_role_of(following, form), form=form)
    goes_on = reading.is_name(i) and i + 1 < len(reading.words) and reading.is_name(i + 1)
    if goes_on or stands_for_other(reading, *tokens):
        return None
    inner = _name_inside(cast, tokens)
    return _with_kind(cast, inner, tokens, form) if inner else _described_alone(cast, tokens, form)


def _programme(cast: Cast, tokens: TokenRange) -> Medium | None:
    """Read a programme whose name says so: "The Dr. Roe Show"."""
    reading, (start, end) = cast.reading, tokens
    if not all(reading.is_name(i) for i in range(start, end)):
        return None
    start -= start > 0 and reading.words[start - 1] == "The"
    text = " ".join(reading.text((start, end)).split())
    known = cast.registry.find(text)
    return build_medium(reading, (start, end), known.name if known else text, role=Role.OUTLET, form="programme")


def _described_alone(cast: Cast, tokens: TokenRange, form: str) -> Medium | None:
    """Take a description for a medium that has no other name here: "state television", "the paper"."""
    reading, (start, end) = cast.reading, tokens
    known = cast.registry.find(reading.text((_first_word(reading, start, end), end)))
    if known and known.relay:
        return build_medium(reading, tokens, known.name, role=known.relay, kind=known.kind, form=form)
    definite = reading.lower[start : end - 1] in (_DEFINITE | _OWN if form == "programme" else _DEFINITE)
    qualified = _is_given(cast, tokens) if form == "programme" else end - start > 1 and _qualifies(cast, tokens)
    if not definite and not qualified:
        return None
    name = " ".join(reading.text(tokens).split())
    role = Role.AGENCY if form == "agency" else Role.OUTLET
    meant = f"{DEFINITE}{form}" if definite else form
    return build_medium(reading, tokens, name, role=role, kind=AgentKind.GROUP, form=meant)


def _is_given(cast: Cast, tokens: TokenRange) -> bool:
    """Say whether a programme is somebody’s: "Jane Roe’s radio show"."""
    names = cast.names_in(tokens)
    return bool(names) and cast.reading.lower[names[-1].tokens[1]] == "'s" and is_person(cast, names[-1])


def _qualifies(cast: Cast, tokens: TokenRange) -> bool:
    """Say whether what stands before a kind makes a medium of it: "state media", but not "the space agency"."""
    reading, kind = cast.reading, tokens[1] - 1
    needed = NEEDS.get(reading.lower[kind])
    before = [i for i in range(tokens[0], kind) if reading.lower[i] not in DETERMINERS]
    if needed is None:
        return True
    if not before or reading.lower[before[-1]] in needed:
        return bool(before)
    named = reading.is_name(before[-1]) and reading.lower[kind] in _ALONE
    return named or (reading.lower[kind] in _NATIONAL and _is_nation(cast, before[-1]))


def _is_nation(cast: Cast, i: int) -> bool:
    """Say whether a nation’s adjective ends at a word: "Turkish", "South Korean"."""
    return any(cast.registry.country(cast.reading.text((start, i + 1))) for start in {i, max(i - 1, 0)})


def _first_word(reading: Reading, start: int, end: int) -> int:
    return next(
        (k for k in range(start, end - 1) if reading.lower[k] not in {"the", "a", "an", "some", "several"}), start
    )


def _description_start(reading: Reading, i: int) -> int:
    """Return where the description that ends at a word begins."""
    start = i
    floor = max(reading.sentence_at(i).start, i - _LONGEST)
    while start > floor and reading.region_of[start - 1] < 0:
        word = reading.lower[start - 1]
        named = reading.is_name(start - 1) and word[:1].isalpha()
        of_name = word in {"'s", "and"} and start - 1 > floor and reading.is_name(start - 2)
        if not (named or of_name or word in FORMS or word in _ADJECTIVES or word in DETERMINERS):
            break
        start -= 1
        if word in DETERMINERS and not of_name:
            break
    return start


def _name_inside(cast: Cast, tokens: TokenRange) -> Name | None:
    """Find the medium’s own name among the words before its kind: "Fars" in "Iran’s semi-official Fars news agency"."""
    names = [n for n in cast.names_in(tokens) if n.tokens[1] <= tokens[1] and _is_own(cast, n)]
    return names[-1] if names else None


def _is_own(cast: Cast, name: Name) -> bool:
    if set(cast.reading.lower[slice(*name.tokens)]) <= set(FORMS) | _ADJECTIVES:
        return False
    behind = cast.reading.lower[name.tokens[1]] if name.tokens[1] < len(cast.reading.lower) else ""
    is_medium = bool(name.known and name.known.relay)
    taken = name.known is not None or is_person(cast, name)
    return behind not in {"'s", "and"} and (is_medium or not taken)


def _name_behind(cast: Cast, i: int) -> Name | None:
    """Find the name that a kind introduces: "the newspaper Kommersant", "state broadcaster NHK"."""
    known = known_at(cast, i)
    if known:
        return known
    name = next(iter(cast.names_in((i, i + 1))), None)
    if name is None or name.title or name.known or is_person(cast, name):
        return None
    return name if name.tokens[1] - i <= LONGEST_NAME else None


def _role_of(name: Name, form: str) -> Role:
    if name.known and name.known.relay:
        return name.known.relay
    return Role.AGENCY if form == "agency" else Role.OUTLET


def _with_kind(cast: Cast, name: Name, tokens: TokenRange, form: str) -> Medium | None:
    """Name a medium by its own name, and an agency by its kind too: "Kommersant newspaper", "Hawar news agency"."""
    reading, (start, end) = cast.reading, name.tokens
    if name.known:
        return build_medium(reading, tokens, name.known.name, role=_role_of(name, form), form=form)
    whole = " ".join(reading.text((start, tokens[1])).split())
    known = cast.registry.find(whole)
    if known and known.relay:
        return build_medium(reading, tokens, known.name, role=known.relay, form=form)
    kind = reading.lower[tokens[1] - 1]
    spoken = kind not in _VAGUE or reading.lower[tokens[1] - 2] in NEEDS[kind]
    if form in {"media", "programme"} or kind in _PLURAL or tokens[1] - end > _LONGEST_KIND or not spoken:
        return None
    return build_medium(reading, tokens, whole if form == "agency" else name.text, role=_role_of(name, form), form=form)
