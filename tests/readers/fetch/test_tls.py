"""TLS: the certificate is that of the name in the URL, although the connection goes to an address."""

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from website import Get, Website, open_website

from provenance.readers.fetch import Fetched
from provenance.readers.records import Skipped, SkipReason

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="certificates are made with openssl")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of `news.example` that nobody else has signed, with its key."""
    folder = tmp_path_factory.mktemp("tls")
    names = ("-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example")
    files = ("-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem"))
    command = [str(OPENSSL), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names, *files]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "certificate.pem"


@pytest.fixture
def asked_for() -> list[str | None]:
    """The names that were asked for when connections were made."""
    return []


@pytest.fixture
def secure_site(certificate: Path, asked_for: list[str | None]) -> Iterator[Website]:
    """A website with that certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    context.sni_callback = lambda _socket, name, _context: asked_for.append(name)
    with open_website(tls=context) as opened:
        yield opened


@pytest.fixture
def trusting(certificate: Path) -> ssl.SSLContext:
    """What trusts that certificate alone."""
    return ssl.create_default_context(cafile=certificate)


def test_the_name_in_the_url_is_certified(
    secure_site: Website, get: Get, trusting: ssl.SSLContext, asked_for: list[str | None]
) -> None:
    """The name of the host goes into the greeting and the Host header, and the certificate must be its own."""
    secure_site.answer("/a", b"He said it.")
    page = get(secure_site.url("/a", scheme="https"), tls=trusting)
    assert isinstance(page, Fetched)
    assert page.body == b"He said it."
    assert set(asked_for) == {"news.example"}
    assert secure_site.requests[-1][1]["Host"] == f"news.example:{secure_site.port}"


def test_a_certificate_of_another_name_is_refused(secure_site: Website, get: Get, trusting: ssl.SSLContext) -> None:
    """Whoever answers for another host is not believed."""
    skipped = get(secure_site.url("/a", scheme="https", host="wire.example"), tls=trusting)
    assert isinstance(skipped, Skipped)
    assert skipped.reason == SkipReason.UNREACHABLE
    assert "certificate" in skipped.message.lower()


def test_a_certificate_of_nobody_is_refused(secure_site: Website, get: Get) -> None:
    """What no authority has signed is not believed."""
    skipped = get(secure_site.url("/a", scheme="https"))
    assert isinstance(skipped, Skipped)
    assert skipped.reason == SkipReason.UNREACHABLE


def test_plain_words_are_no_greeting(site: Website, get: Get) -> None:
    """A server that does not speak TLS is told from one that is not there."""
    skipped = get(site.url("/a", scheme="https"))
    assert isinstance(skipped, Skipped)
    assert (skipped.reason, site.paths) == (SkipReason.UNREACHABLE, [])
