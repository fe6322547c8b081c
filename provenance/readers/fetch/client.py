"""The way to a page: ask its site, wait one's turn, follow redirects, and say what came of it.

Owns the order of things. Every hop is judged like the first one: its URL, its address, the wishes of its site.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPMessage, HTTPResponse

from provenance.readers.fetch.addresses import Target, read_target
from provenance.readers.fetch.bodies import ENCODINGS, read_body, read_start
from provenance.readers.fetch.connection import open_response
from provenance.readers.fetch.headers import (
    build_conditions,
    join_location,
    read_canonical,
    read_charset,
    read_media_type,
    read_validators,
)
from provenance.readers.fetch.records import Fetched, FetchOptions, Redirect
from provenance.readers.fetch.robots import MAX_ROBOTS_BYTES, Rules, check_rules, read_rules
from provenance.readers.locators import shown_url
from provenance.readers.records import Skipped, SkipReason, Unusable, build_skipped

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PAGES = frozenset({HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION})
_HINTS = {
    401: "the page is for subscribers; save it with a browser and give the file",
    402: "the page is for subscribers; save it with a browser and give the file",
    403: "the site does not serve programs; save the page with a browser and give the file",
    404: "check the address",
    410: "the page was taken away; look for it in an archive",
    429: "the site asks for patience; try again later",
    451: "the page is withheld for legal reasons",
}


def fetch(
    url: str, *, options: FetchOptions, now: Callable[[], float], sleep: Callable[[float], None]
) -> Fetched | Skipped:
    """Fetch one page, with what its site asks for and with bounds on time, size and where it may lead.

    Args:
        url: An http or https URL.
        options: Use the same ones for a whole batch: they remember when each host was asked, and its robots.txt.
        now: A steady clock, in seconds, such as `time.monotonic`.
        sleep: Waits for a number of seconds.

    Returns:
        The page, or why there is none.
    """
    visit = _Visit(options=options, now=now, sleep=sleep)
    try:
        return visit.fetch(url)
    except Unusable as error:
        return build_skipped(error, locator=shown_url(url))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What a server answered at the end of a way."""

    target: Target
    status: int
    headers: HTTPMessage
    body: bytes
    redirects: tuple[Redirect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """The fetch of one page."""

    options: FetchOptions
    now: Callable[[], float]
    sleep: Callable[[float], None]

    def fetch(self, url: str) -> Fetched:
        answer = self._follow(url, ask=self._ask_for_page)
        if answer.status == HTTPStatus.NOT_MODIFIED and self._conditions(answer.target):
            message = f"{answer.target.url} is unchanged since it was fetched before"
            raise Unusable(SkipReason.UNCHANGED, message)
        if answer.status not in _PAGES:
            message = f"{answer.target.url} gave no page: HTTP status {answer.status}"
            hint = _HINTS.get(answer.status, "look at the page in a browser")
            raise Unusable(SkipReason.HTTP_STATUS, message, hint=hint)
        return Fetched(
            url=url,
            final_url=answer.target.url,
            canonical_url=read_canonical(answer.headers, url=answer.target.url),
            redirects=answer.redirects,
            status=answer.status,
            media_type=read_media_type(answer.headers),
            charset=read_charset(answer.headers),
            validators=read_validators(answer.headers),
            body=answer.body,
        )

    def _follow(self, url: str, *, ask: Callable[[Target], _Answer]) -> _Answer:
        """Ask, and ask again where a redirect leads, until there is an answer of another kind."""
        redirects: list[Redirect] = []
        target = read_target(url, trusts=self.options.trusts)
        while True:
            answer = ask(target)
            location = answer.headers.get("Location") if answer.status in _REDIRECTS else None
            if location is None:
                return _Answer(
                    target=target,
                    status=answer.status,
                    headers=answer.headers,
                    body=answer.body,
                    redirects=tuple(redirects),
                )
            target = self._next_target(answer, location)
            redirects.append(Redirect(status=answer.status, url=answer.target.url, location=target.url))
            self._check_way(redirects)

    def _next_target(self, answer: _Answer, location: str) -> Target:
        try:
            return read_target(join_location(answer.target.url, location), trusts=self.options.trusts)
        except ValueError as error:
            message = f"{answer.target.url} redirects to what is no address"
            raise Unusable(SkipReason.REFUSED, message, hint="look at the page in a browser") from error
        except Unusable as error:
            message = f"{answer.target.url} redirects: {error.message}"
            raise Unusable(error.reason, message, hint=error.hint) from error

    def _check_way(self, redirects: list[Redirect]) -> None:
        where = redirects[-1].location
        if where in {redirect.url for redirect in redirects}:
            message = f"{redirects[0].url} leads in a circle"
        elif len(redirects) > self.options.max_redirects:
            message = f"{redirects[0].url} redirects more than {self.options.max_redirects} times"
        else:
            return
        raise Unusable(SkipReason.REDIRECTS, message, hint="look where a browser ends up, and give that address")

    def _ask_for_page(self, target: Target) -> _Answer:
        rules = self._find_rules(target)
        check_rules(rules, target)
        self._wait_turn(target.host, delay=max(self.options.delay, rules.delay))
        return self._ask(target, headers=self._conditions(target), read=self._read_page)

    def _ask_for_rules(self, target: Target) -> _Answer:
        self._wait_turn(target.host, delay=self.options.delay)
        return self._ask(target, headers={}, read=self._read_rules)

    def _ask(self, target: Target, *, headers: dict[str, str], read: Callable[[HTTPResponse, str], bytes]) -> _Answer:
        sent = {
            "User-Agent": self.options.user_agent,
            "Accept": "*/*",
            "Accept-Encoding": ENCODINGS,
            "Connection": "close",
            **headers,
        }
        with open_response(target, headers=sent, options=self.options, now=self.now) as response:
            body = read(response, target.url) if response.status in _PAGES else b""
            return _Answer(target=target, status=response.status, headers=response.headers, body=body)

    def _read_page(self, response: HTTPResponse, url: str) -> bytes:
        return read_body(response, limit=self.options.max_bytes, url=url)

    def _read_rules(self, response: HTTPResponse, url: str) -> bytes:
        return read_start(response, limit=MAX_ROBOTS_BYTES, url=url)

    def _conditions(self, target: Target) -> dict[str, str]:
        return build_conditions(self.options.seen.get(target.url)) if self.options.seen is not None else {}

    def _wait_turn(self, host: str, *, delay: float) -> None:
        """Wait until the host was left alone for long enough."""
        ready_at = self.options.visits.ready_at
        start = self.now()
        if (wait := ready_at.get(host, start) - start) > 0:
            self.sleep(wait)
            start += wait
        ready_at[host] = start + delay

    def _find_rules(self, target: Target) -> Rules:
        """Return what the site asks for; it is asked once a batch, and a site that is down is not asked again."""
        rules = self.options.visits.rules
        if target.origin not in rules:
            try:
                answer = self._follow(f"{target.origin}/robots.txt", ask=self._ask_for_rules)
                agent = self.options.user_agent
                rules[target.origin] = read_rules(answer.status, answer.body, target=answer.target, user_agent=agent)
            except Unusable as error:
                rules[target.origin] = _renew(error)
        found = rules[target.origin]
        if isinstance(found, Unusable):
            raise _renew(found)
        return found


def _renew(error: Unusable) -> Unusable:
    """Build the same error without its traceback, which would keep everything alive that it passed through."""
    return Unusable(error.reason, error.message, hint=error.hint)
