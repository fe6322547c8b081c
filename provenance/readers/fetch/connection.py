"""One request over one connection, which ends in bounded time whatever the server does.

Owns sockets and deadlines, and the translation of what goes wrong on the way. The connection goes to an address that
was judged, while `Host` and the name in the certificate stay those of the URL.
"""

import io
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead
from typing import TYPE_CHECKING

from provenance.readers.fetch.addresses import Target, find_addresses
from provenance.readers.fetch.records import FetchOptions
from provenance.readers.records import SkipReason, Unusable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_LATER = "try again later"


@contextmanager
def open_response(
    target: Target, *, headers: Mapping[str, str], options: FetchOptions, now: Callable[[], float]
) -> Iterator[HTTPResponse]:
    """Ask for a page, and hand over the answer to be read inside the block.

    What goes wrong inside the block, too, is told in our words.

    Args:
        target: What to ask for.
        headers: Headers of the request besides `Host`.
        options: How long to wait, and where not to go.
        now: A clock, in seconds.

    Raises:
        Unusable: `refused`, `unreachable`, `timeout`, `incomplete`, or `unreadable` for what is no HTTP.
    """
    deadline = _Deadline(end=now() + options.total_timeout, now=now)
    addresses = find_addresses(target, resolve=options.resolve, trusts=options.trusts)
    try:
        with ExitStack() as stack:
            sock = stack.enter_context(closing(_connect(target, addresses, options=options, deadline=deadline)))
            connection = HTTPConnection(target.host, target.port)
            # http.client needs no more of a socket than what the timed one can do.
            connection.sock = _TimedSocket(sock, deadline=deadline, patience=options.read_timeout)
            connection.request("GET", target.path, headers={"Host": target.authority, **headers})
            yield stack.enter_context(closing(connection.getresponse()))
    except TimeoutError as error:
        message = f"{target.url} took too long to answer"
        raise Unusable(SkipReason.TIMEOUT, message, hint=_LATER) from error
    except IncompleteRead as error:
        raise build_incomplete(target.url) from error
    except OSError as error:
        message = f"{target.host} cannot be reached: {error.strerror or error}"
        raise Unusable(SkipReason.UNREACHABLE, message, hint=f"check the address, or {_LATER}") from error
    except HTTPException as error:
        message = f"{target.url} answered with something that is no HTTP: {type(error).__name__}"
        raise Unusable(SkipReason.UNREADABLE, message, hint="look at the page in a browser") from error


def build_incomplete(url: str) -> Unusable:
    """Say that an answer broke off."""
    return Unusable(SkipReason.INCOMPLETE, f"{url} broke off before its end", hint=_LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deadline:
    """The moment at which a request is given up."""

    end: float
    now: Callable[[], float]

    def wait(self, patience: float) -> float:
        """Return how many seconds to wait for the next step.

        Raises:
            TimeoutError: The moment has come.
        """
        left = self.end - self.now()
        if left <= 0:
            raise TimeoutError
        return min(left, patience)


def _connect(target: Target, addresses: Sequence[str], *, options: FetchOptions, deadline: _Deadline) -> socket.socket:
    """Connect to the first address that answers."""
    *others, last = addresses
    for address in others:
        try:
            return _connect_to(address, target, options=options, deadline=deadline)
        except OSError:
            continue
    return _connect_to(last, target, options=options, deadline=deadline)


def _connect_to(address: str, target: Target, *, options: FetchOptions, deadline: _Deadline) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with ExitStack() as stack:
        sock = stack.enter_context(closing(socket.socket(family, socket.SOCK_STREAM)))
        sock.settimeout(deadline.wait(options.connect_timeout))
        sock.connect((address, target.port))
        if target.scheme == "https":
            sock.settimeout(deadline.wait(options.connect_timeout))
            context = options.tls or ssl.create_default_context()
            sock = stack.enter_context(closing(context.wrap_socket(sock, server_hostname=target.host)))
        stack.pop_all()
        return sock


class _TimedSocket:
    """A socket of which every step is bounded, so that a server that drips is given up as one that is silent."""

    def __init__(self, sock: socket.socket, *, deadline: _Deadline, patience: float) -> None:
        self._sock, self._deadline, self._patience = sock, deadline, patience

    def sendall(self, data: bytes) -> None:
        """Send a request."""
        self._sock.settimeout(self._deadline.wait(self._patience))
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        """Open the bytes that come back; `mode` is always `rb`."""
        del mode
        return io.BufferedReader(_TimedBytes(self._sock, deadline=self._deadline, patience=self._patience))

    def close(self) -> None:
        """Do nothing: whoever opened the socket closes it."""


class _TimedBytes(io.RawIOBase):
    """What comes over a timed socket."""

    def __init__(self, sock: socket.socket, *, deadline: _Deadline, patience: float) -> None:
        self._sock, self._deadline, self._patience = sock, deadline, patience

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        self._sock.settimeout(self._deadline.wait(self._patience))
        return self._sock.recv_into(buffer)
