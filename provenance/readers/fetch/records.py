"""What a fetch is told and what it gives: options, validators of earlier fetches, and a page with its way.

Owns the shapes alone; it opens no connection.
"""

import io
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from importlib import metadata
from typing import Protocol

from provenance.readers.fetch.addresses import resolve_host
from provenance.readers.fetch.robots import Rules
from provenance.readers.files import HEAD_BYTES
from provenance.readers.locators import url_locator
from provenance.readers.records import SkipReason, Source, Unusable


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave to tell a page from a later one; both go back to it as they came.

    Attributes:
        etag: Its entity tag; None where it gave none.
        last_modified: Its time of the last change, as printed; None where it gave none.
    """

    etag: str | None = None
    last_modified: str | None = None


class Seen(Protocol):
    """What was fetched before: any mapping from final URLs to `Validators` will do."""

    def get(self, url: str, /) -> Validators | None:
        """Return the validators that came with a URL; None for one that was never fetched."""


@dataclass(slots=True, kw_only=True)
class Visits:
    """What is remembered of hosts from one fetch to the next; it belongs to one thread.

    Attributes:
        rules: What robots.txt says, or why it could not be read, by scheme, host and port.
        ready_at: When a host may be asked again, on the clock of the fetches.
    """

    rules: dict[str, Rules | Unusable] = field(default_factory=dict)
    ready_at: dict[str, float] = field(default_factory=dict)


def user_agent() -> str:
    """Return the name under which the package asks for pages: tool and version."""
    return f"provenance/{metadata.version('quote-provenance')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """How pages are fetched. Use one of these for a whole batch: it remembers the hosts it has met.

    Attributes:
        user_agent: What the tool calls itself. The part before the slash is looked up in robots.txt.
        delay: Seconds between the starts of two requests to one host, 0 or more; robots.txt may ask for more.
        connect_timeout: Seconds to wait for a connection, more than 0.
        read_timeout: Seconds to wait for the next bytes, more than 0.
        total_timeout: Seconds that one request may take from connecting to its last byte, more than 0.
        max_bytes: The most bytes of a page, 1 or more, as sent and as unpacked.
        max_redirects: How many redirects to follow, 0 or more.
        allow_private: Whether to go to private, local and otherwise special addresses, and to any port.
        private_hosts: Names of hosts, in lower case, for which that is allowed in any case, such as one's own archive.
        seen: Validators of earlier fetches, which make requests conditional; None to ask for every page anew.
        resolve: Gives the IP addresses of a host and port.
        tls: Whose certificates to trust; None for the authorities that this machine trusts.
        visits: What is remembered of hosts.
    """

    user_agent: str = field(default_factory=user_agent)
    delay: float = 1.0
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    total_timeout: float = 60.0
    max_bytes: int = 32 * 1024 * 1024
    max_redirects: int = 10
    allow_private: bool = False
    private_hosts: frozenset[str] = frozenset()
    seen: Seen | None = None
    resolve: Callable[[str, int], Sequence[str]] = resolve_host
    tls: ssl.SSLContext | None = None
    visits: Visits = field(default_factory=Visits, repr=False, compare=False)

    def trusts(self, host: str) -> bool:
        """Say whether a host may have a private address and any port."""
        return self.allow_private or host in self.private_hosts


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """One step on the way to a page.

    Attributes:
        status: HTTP status that sent us on, such as 301.
        url: Where we were.
        location: Where it sent us, as an absolute URL.
    """

    status: int
    url: str
    location: str

    def __str__(self) -> str:
        """Write it as `Article.redirects` has it; what is no ASCII, and space, is escaped in both addresses."""
        return f"{self.status} {self.url} {self.location}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page as it came.

    Attributes:
        url: What was asked for.
        final_url: Where it was in the end, without fragment.
        canonical_url: What the server calls its canonical address (`Link: <…>; rel="canonical"`), if it is on the same
            host; None where it says nothing.
        redirects: The way from the one to the other.
        status: HTTP status, such as 200.
        media_type: What the server says it is, in lower case, such as `text/html`; None where it does not say.
        charset: Character encoding that the server names, a codec that Python knows; None where it names none.
        validators: What makes the next request for `final_url` conditional.
        body: Its bytes, unpacked.
        visit: What to do around the reading of the page: entered before its first article is given, left once somebody
            asks for what comes after its last.
    """

    url: str
    final_url: str
    canonical_url: str | None
    redirects: tuple[Redirect, ...]
    status: int
    media_type: str | None
    charset: str | None
    validators: Validators
    body: bytes = field(repr=False)
    visit: Callable[[], AbstractContextManager[None]] = field(default=nullcontext, repr=False, compare=False)

    @property
    def locator(self) -> str:
        """What `Source.locator` is for the page."""
        return url_locator(self.canonical_url or self.final_url)

    @contextmanager
    def open_source(self) -> Iterator[Source]:
        """Open the page as `provenance.readers.files.open_input` opens a file.

        Raises:
            Unusable: There is nothing in it.
        """
        if not self.body:
            message = f"{self.final_url} is empty"
            raise Unusable(SkipReason.EMPTY, message, hint="look at the page in a browser, or leave it out")
        with self.visit():
            yield Source(
                name=self.final_url,
                locator=self.locator,
                file=None,
                head=self.body[:HEAD_BYTES],
                stream=io.BytesIO(self.body),
                size=len(self.body),
                url=self.final_url,
                media_type=self.media_type,
                charset=self.charset,
            )
