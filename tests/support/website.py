"""For the tests that fetch: a web server on 127.0.0.1 that answers as it is told, rightly or wrongly, and a clock."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext

from provenance.readers.fetch import Fetched
from provenance.readers.records import Skipped

Route = Callable[[BaseHTTPRequestHandler], None]
Get = Callable[..., Fetched | Skipped]


@dataclass
class Clock:
    """A clock of seconds."""

    time: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


@dataclass
class Website:
    """What is published, by path, and who asked for it."""

    port: int
    routes: dict[str, Route] = field(default_factory=dict)
    requests: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    @property
    def paths(self) -> list[str]:
        """What was asked for, the rules for robots left out."""
        return [path for path, _ in self.requests if path != "/robots.txt"]

    def url(self, path: str, *, host: str = "news.example", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def answer(self, path: str, body: bytes = b"", *, status: int = 200, **headers: str) -> None:
        """Publish an answer; `Content-Length` is right unless it is given."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"Content-Length": str(len(body)), **named}

        def route(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in sent.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body)

        self.routes[path] = route

    def send(self, path: str, *pieces: bytes, pause: float = 0, is_endless: bool = False) -> None:
        """Publish bytes as they are, with a pause in seconds after each piece; the last one without end if asked."""

        def route(handler: BaseHTTPRequestHandler) -> None:
            for piece in pieces:
                handler.wfile.write(piece)
                handler.wfile.flush()
                self.stopped.wait(pause)
            while is_endless and not self.stopped.is_set():
                handler.wfile.write(pieces[-1])
                self.stopped.wait(pause)

        self.routes[path] = route


@contextmanager
def open_website(*, tls: SSLContext | None = None) -> Iterator[Website]:
    """Serve until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.requests.append((self.path, dict(self.headers.items())))
            route = site.routes.get(self.path)
            try:
                if route:
                    route(self)
                else:
                    self.send_error(404)
            except OSError:
                self.close_connection = True  # Whoever asked has heard enough.

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            pass

    with Server(("127.0.0.1", 0), Handler) as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        site = Website(port=server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield site
        finally:
            site.stopped.set()
            server.shutdown()
            thread.join()
