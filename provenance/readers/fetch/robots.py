"""What a site asks of programs in its robots.txt, read as RFC 9309 has it.

Owns the reading of the rules; it fetches nothing. The matching is that of the standard library.
"""

from http import HTTPStatus
from urllib.robotparser import RobotFileParser

from provenance.readers.fetch.addresses import Target
from provenance.readers.records import SkipReason, Unusable

# RFC 9309 asks readers to take at least so much; what stands behind it is let be.
MAX_ROBOTS_BYTES = 500 * 1024
LONGEST_DELAY = 30.0


def read_rules(status: int, body: bytes, *, target: Target) -> RobotFileParser:
    """Read the answer to a request for robots.txt.

    A site without the file, status 400 to 499, allows everything.

    Args:
        status: HTTP status of the answer.
        body: What came with it.
        target: Where the file was looked for.

    Raises:
        Unusable: `robots`; the server is in trouble, so that nobody knows what it allows.
    """
    is_there = HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES
    is_missing = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
    if status == HTTPStatus.TOO_MANY_REQUESTS or not (is_there or is_missing):
        message = f"{target.url} cannot be read (HTTP status {status}), so nothing of {target.host} is fetched"
        raise Unusable(SkipReason.ROBOTS, message, hint="try again later")
    rules = RobotFileParser()
    rules.parse(body.decode("utf-8-sig", "replace").splitlines() if is_there else [])
    return rules


def check_rules(rules: RobotFileParser, target: Target, *, user_agent: str) -> None:
    """Refuse what a site does not want programs to fetch.

    Raises:
        Unusable: `robots`.
    """
    if not rules.can_fetch(user_agent, target.url):
        message = f"{target.host} asks programs not to fetch {target.url}"
        raise Unusable(SkipReason.ROBOTS, message, hint="save the page with a browser and give the file")


def read_delay(rules: RobotFileParser, *, user_agent: str) -> float:
    """Return how many seconds a site wants between two requests, 0 where it does not say, 30 at most."""
    return min(float(rules.crawl_delay(user_agent) or 0), LONGEST_DELAY)
