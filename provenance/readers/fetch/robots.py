"""What a site asks of programs in its robots.txt, read and matched as RFC 9309 has it.

Owns the reading of the rules; it fetches nothing. The parser of the standard library knows no wildcards and takes the
first rule that fits instead of the longest, so that `Allow: /` before `Disallow: /search` would open what is closed.
"""

import re
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import quote

from provenance.readers.fetch.addresses import SAFE, Target
from provenance.readers.records import SkipReason, Unusable

# RFC 9309 asks readers to take at least so much; what stands behind it is let be.
MAX_ROBOTS_BYTES = 500 * 1024
LONGEST_DELAY = 30.0

_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_SECONDS = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What one site asks of us.

    Attributes:
        patterns: Beginnings of paths, `*` for anything and `$` for the end, each with whether it allows.
        delay: Seconds that it wants between two requests, 0 where it does not say, 30 at most.
    """

    patterns: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, path: str) -> bool:
        """Say whether a path with its query may be fetched: the longest rule that fits decides, or else it may."""
        escaped = _escape(path)
        fitting = [(len(pattern), is_allowed) for pattern, is_allowed in self.patterns if _fits(pattern, escaped)]
        return max(fitting, default=(0, True))[1]


def read_rules(status: int, body: bytes, *, target: Target, user_agent: str) -> Rules:
    """Read the answer to a request for robots.txt.

    A site without the file, status 400 to 499, allows everything.

    Args:
        status: HTTP status of the answer.
        body: What came with it.
        target: Where the file was looked for.
        user_agent: Who we are; the part before the slash counts.

    Raises:
        Unusable: `robots`; the server is in trouble, so that nobody knows what it allows.
    """
    is_there = HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES
    is_missing = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
    if status == HTTPStatus.TOO_MANY_REQUESTS or not (is_there or is_missing):
        message = f"{target.url} cannot be read (HTTP status {status}), so nothing of {target.host} is fetched"
        raise Unusable(SkipReason.ROBOTS, message, hint="try again later")
    groups = _read_groups(body.decode("utf-8-sig", "replace")) if is_there else []
    name = user_agent.partition("/")[0].lower()
    ours = [group for group in groups if name in group.agents] or [group for group in groups if "*" in group.agents]
    return Rules(
        patterns=tuple(pattern for group in ours for pattern in group.patterns),
        delay=min(max((group.delay for group in ours), default=0.0), LONGEST_DELAY),
    )


def check_rules(rules: Rules, target: Target) -> None:
    """Refuse what a site does not want programs to fetch.

    Raises:
        Unusable: `robots`.
    """
    if not rules.allows(target.path):
        message = f"{target.host} asks programs not to fetch {target.url}"
        raise Unusable(SkipReason.ROBOTS, message, hint="save the page with a browser and give the file")


@dataclass(slots=True, kw_only=True)
class _Group:
    """Rules for the programs that are named above them."""

    agents: set[str] = field(default_factory=set)
    patterns: list[tuple[str, bool]] = field(default_factory=list)
    delay: float = 0.0
    has_begun: bool = False


def _read_groups(text: str) -> list[_Group]:
    groups: list[_Group] = []
    for line in text.splitlines():
        key, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        key = key.lower()
        if key == "user-agent":
            if not groups or groups[-1].has_begun:
                groups.append(_Group())
            groups[-1].agents.add(value.partition("/")[0].lower())
        elif groups and key in {"allow", "disallow", "crawl-delay"}:
            _add_rule(groups[-1], key, value)
    return groups


def _add_rule(group: _Group, key: str, value: str) -> None:
    group.has_begun = True
    if key == "crawl-delay":
        group.delay = float(value) if _SECONDS.fullmatch(value) else group.delay
    elif value:
        group.patterns.append((_escape(value), key == "allow"))


def _escape(path: str) -> str:
    """Write a path or pattern so that equal ones are equal: what is no ASCII escaped, escapes in capitals."""
    return _ESCAPE.sub(lambda found: found[0].upper(), quote(path, safe=SAFE))


def _fits(pattern: str, path: str) -> bool:
    """Match piece after piece, each as early as it can be: unlike a regular expression never slow."""
    is_whole = pattern.endswith("$")
    first, *pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    last = pieces.pop() if is_whole and pieces else None
    for piece in pieces:
        found = path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    if last is not None:
        return path.endswith(last) and len(path) - len(last) >= place
    return not is_whole or place == len(path)
