"""Where a fetch may lead: which URLs are taken, and which IP addresses are on the public internet.

Owns the judgement alone. An address is judged after it was resolved, and the connection goes to the very address that
was judged, so that no name can mean one thing when it is checked and another when it is used.
"""

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NoReturn
from urllib.parse import quote, urlsplit

from provenance.readers.locators import shown_url
from provenance.readers.records import SkipReason, Unusable

DEFAULT_PORTS = {"http": 80, "https": 443}
PUBLIC_PORTS = frozenset({80, 443, 8080})

_ALLOW = "add --allow-private if you trust it"
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f\\]")
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?")
# Everything that RFC 3986 lets stand in a path or query, and `%`, since what is escaped stays escaped.
SAFE = "%/:=&?~+!$,;'@()*[]"

# The special-purpose registries of IANA. The table is ours because what `is_private` and `is_global` of the standard
# library cover has changed within versions of Python. The first network that fits gives the words.
_SPECIAL: tuple[tuple[str, str], ...] = (
    ("127.0.0.0/8", "a loopback address"),
    ("10.0.0.0/8", "a private address"),
    ("172.16.0.0/12", "a private address"),
    ("192.168.0.0/16", "a private address"),
    ("169.254.0.0/16", "a link-local address"),
    ("100.64.0.0/10", "a carrier's internal address"),
    ("0.0.0.0/8", "an unspecified address"),
    ("192.0.0.0/24", "a reserved address"),
    ("192.0.2.0/24", "an address for documentation"),
    ("198.51.100.0/24", "an address for documentation"),
    ("203.0.113.0/24", "an address for documentation"),
    ("192.88.99.0/24", "an address of a tunnel"),
    ("198.18.0.0/15", "an address for benchmarks"),
    ("224.0.0.0/4", "a multicast address"),
    ("240.0.0.0/4", "a reserved address"),
    ("::1/128", "a loopback address"),
    ("::/128", "an unspecified address"),
    ("::ffff:0:0/96", "an IPv4 address in disguise"),
    ("fc00::/7", "a private address"),
    ("fe80::/10", "a link-local address"),
    ("fec0::/10", "a private address"),
    ("ff00::/8", "a multicast address"),
    ("2001::/23", "a reserved address"),
    ("2001:db8::/32", "an address for documentation"),
    ("3fff::/20", "an address for documentation"),
    ("2002::/16", "an address of a tunnel"),
    # Only 2000::/3 is given out.
    ("::/3", "a reserved address"),
    ("4000::/2", "a reserved address"),
    ("8000::/1", "a reserved address"),
)
_NETWORKS: tuple[tuple[IPv4Network | IPv6Network, str], ...] = tuple((ip_network(n), words) for n, words in _SPECIAL)
# Where IPv4 is reached through IPv6 alone, every old site has such an address; what counts is the one inside.
_NAT64 = IPv6Network("64:ff9b::/96")
_LAST_32_BITS = 0xFFFF_FFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A URL that may be asked for, in parts.

    Attributes:
        url: The whole, without fragment, everything escaped.
        scheme: `http` or `https`.
        host: Name in lower case and in ASCII, or an IP address without brackets.
        port: 0 to 65535.
        path: Path and query, as they stand in the request.
    """

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Host and port as a `Host` header has them."""
        return _authority(self.scheme, self.host, self.port)

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.authority}"


def read_target(url: str, *, trusts: Callable[[str], bool]) -> Target:
    """Take a URL apart, if it is one that may be fetched.

    Args:
        url: As the user or a redirect gives it.
        trusts: Says of a host whether it may have other ports than 80, 443 and 8080.

    Raises:
        Unusable: `refused`, for another scheme than http and https, user names and passwords, another port, and
            whatever programs read in different ways.
    """
    if _UNWRITABLE.search(url):
        _refuse(url, "it holds a backslash or a control character")
    try:
        parts = urlsplit(url.strip(" "))
        port = parts.port
    except ValueError as error:
        _refuse(url, str(error), cause=error)
    if parts.scheme not in DEFAULT_PORTS:
        _refuse(url, "only http and https are fetched", hint="give files by their path")
    if "@" in parts.netloc:
        _refuse(url, "it carries a user name or password", hint="take it out of the address; it would be stored")
    host = _read_host(parts.hostname or "", url=url)
    if port is None:
        port = DEFAULT_PORTS[parts.scheme]
    if port not in PUBLIC_PORTS and not trusts(host):
        _refuse(url, f"port {port} is none that pages are published on", hint=_ALLOW)
    path = quote(parts.path or "/", safe=SAFE) + (f"?{quote(parts.query, safe=SAFE)}" if parts.query else "")
    whole = f"{parts.scheme}://{_authority(parts.scheme, host, port)}{path}"
    return Target(url=whole, scheme=parts.scheme, host=host, port=port, path=path)


def judge_address(address: str) -> str | None:
    """Say why an IP address is not on the public internet.

    Args:
        address: IPv4 or IPv6, with or without a zone.

    Returns:
        What it is, such as `a loopback address`; None for a public one.

    Example:
        >>> judge_address("169.254.169.254")
        'a link-local address'
        >>> judge_address("8.8.8.8")
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return "no IP address"
    if isinstance(parsed, IPv6Address) and parsed in _NAT64:
        parsed = IPv4Address(int(parsed) & _LAST_32_BITS)
    fitting = (words for network, words in _NETWORKS if network.version == parsed.version and parsed in network)
    return next(fitting, None)


def find_addresses(
    target: Target, *, resolve: Callable[[str, int], Sequence[str]], trusts: Callable[[str], bool]
) -> tuple[str, ...]:
    """Find the IP addresses of a host, asking for them once.

    Args:
        target: Where to go.
        resolve: Gives the addresses of a host and port.
        trusts: Says of a host whether it may have addresses that are not on the public internet.

    Raises:
        Unusable: `refused` if any of them is not on the public internet; `unreachable` if there are none.
    """
    addresses = (target.host,) if _is_literal(target.host) else _resolve(target, resolve=resolve)
    for address in addresses:
        kind = judge_address(address)
        if kind and not trusts(target.host):
            what = f"it is {kind}" if address == target.host else f"its host leads to {address}, {kind}"
            _refuse(target.url, what, hint=_ALLOW)
    return addresses


def resolve_host(host: str, port: int) -> tuple[str, ...]:
    """Ask the operating system for the addresses of a host, each once, in its order.

    Raises:
        OSError: It knows none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(place[0]) for *_, place in found))


def _authority(scheme: str, host: str, port: int) -> str:
    written = f"[{host}]" if ":" in host else host
    return written if port == DEFAULT_PORTS[scheme] else f"{written}:{port}"


def _read_host(name: str, *, url: str) -> str:
    """Write a host as it is looked up: in ASCII and lower case."""
    if _is_literal(name) and "%" not in name:
        return name
    try:
        host = name.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        _refuse(url, "its host is no name", cause=error)
    if not _HOST.fullmatch(host):
        _refuse(url, "its host is no name")
    return host


def _is_literal(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _resolve(target: Target, *, resolve: Callable[[str, int], Sequence[str]]) -> tuple[str, ...]:
    try:
        addresses = tuple(resolve(target.host, target.port))
    except OSError as error:
        message = f"the host {target.host} cannot be found: {error.strerror or error}"
        raise Unusable(SkipReason.UNREACHABLE, message, hint="check the spelling and the connection") from error
    if not addresses:
        message = f"the host {target.host} has no address"
        raise Unusable(SkipReason.UNREACHABLE, message, hint="check the spelling")
    return addresses


def _refuse(url: str, why: str, *, hint: str = "check the address", cause: Exception | None = None) -> NoReturn:
    message = f"{shown_url(url)} is not fetched: {why}"
    raise Unusable(SkipReason.REFUSED, message, hint=hint) from cause
