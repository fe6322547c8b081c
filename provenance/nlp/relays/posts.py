"""Posts whose platform no name tells: "he tweeted", "in a tweet", "(@jane_roe)".

Owns what names a platform by itself. Posts "on Telegram" stand in `relays.links`, with all other media.
"""

from collections.abc import Iterator

from provenance.core.records import AgentKind, Role
from provenance.nlp.lexicon import PLATFORM_VERBS
from provenance.nlp.relays.parts import NEAR, Relay, Statement, Way
from provenance.nlp.sentences import Reading, TokenRange

_NOUNS = frozenset({"tweet", "tweets", "tweetstorm"})
_BEFORE_NOUN = frozenset({"in", "via", "by", "through", "with"})
_REACH = 7
# What the nouns and a handle mean is what the verb does.
_TWITTER = PLATFORM_VERBS["tweeted"]
# How far behind a name its handle stands: "Jane Roe (@jane_roe)".
_HANDLE = 3


def find_posts(reading: Reading, floor: int, ceiling: int) -> Iterator[Relay]:
    """Find the posts of a sentence that a noun names: "in a tweet", "in a series of tweets", "via tweet"."""
    for i in range(floor, ceiling):
        if reading.region_of[i] < 0 and reading.lower[i] in _NOUNS:
            start = _before_noun(reading, i, floor)
            if start is not None:
                yield _post(_TWITTER, (start, i + 1))


def _before_noun(reading: Reading, i: int, floor: int) -> int | None:
    """Return the preposition on which a noun hangs; None where it hangs on none."""
    for start in range(i - 1, max(floor, i - 1 - _REACH) - 1, -1):
        if reading.region_of[start] >= 0 or reading.lower[start] in _BEFORE_NOUN:
            return start
        if not reading.words[start].replace("-", "").isalnum():
            return None
    return None


def find_own_posts(reading: Reading, statement: Statement) -> Iterator[Relay]:
    """Find the platform that a cue or a source names by itself: "tweeted", "his tweet said", "Jane Roe (@jane_roe)"."""
    for i in range(*statement.cue or (0, 0)):
        if reading.lower[i] in PLATFORM_VERBS:
            yield _post(PLATFORM_VERBS[reading.lower[i]], (i, i + 1))
    start, end = statement.source or (0, 0)
    near = range(start, min(end + _HANDLE, len(reading.words)) if end else 0)
    handle = next((i for i in near if reading.words[i][0] == "@"), None)
    noun = next((i for i in range(start, end) if reading.lower[i] in _NOUNS), None)
    word = noun if handle is None else handle
    if word is not None:
        yield _post(_TWITTER, (word, word + 1))


def _post(platform: str, evidence: TokenRange) -> Relay:
    return Relay(
        role=Role.PLATFORM,
        name=platform,
        kind=AgentKind.ORGANISATION,
        mention=None,
        evidence=evidence,
        outward=NEAR,
        way=Way.POST,
    )
