"""Addresses: what may be fetched, and what is never."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.readers.fetch.addresses import find_addresses, judge_address, read_target, resolve_host
from provenance.readers.records import SkipReason, Unusable

NAT64 = IPv6Network("64:ff9b::/96")


def nobody(_host: str) -> bool:
    return False


def everybody(_host: str) -> bool:
    return True


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("8.8.8.8", None),
        ("93.184.216.34", None),
        ("172.15.255.255", None),
        ("172.32.0.0", None),
        ("100.63.255.255", None),
        ("2606:2800:220:1:248:1893:25c8:1946", None),
        ("127.0.0.1", "a loopback address"),
        ("127.255.255.254", "a loopback address"),
        ("10.1.2.3", "a private address"),
        ("172.16.0.1", "a private address"),
        ("172.31.255.255", "a private address"),
        ("192.168.1.1", "a private address"),
        ("169.254.169.254", "a link-local address"),  # where clouds keep their keys
        ("100.64.0.1", "a carrier's internal address"),
        ("100.100.100.200", "a carrier's internal address"),  # where another cloud keeps them
        ("0.0.0.0", "an unspecified address"),  # noqa: S104 - nothing is bound to it
        ("192.0.0.170", "a reserved address"),
        ("192.0.2.1", "an address for documentation"),
        ("192.88.99.1", "an address of a tunnel"),
        ("198.18.0.1", "an address for benchmarks"),
        ("198.51.100.1", "an address for documentation"),
        ("203.0.113.1", "an address for documentation"),
        ("224.0.0.1", "a multicast address"),
        ("239.255.255.250", "a multicast address"),
        ("240.0.0.1", "a reserved address"),
        ("255.255.255.255", "a reserved address"),
        ("::1", "a loopback address"),
        ("::", "an unspecified address"),
        ("::ffff:127.0.0.1", "an IPv4 address in disguise"),
        ("::ffff:8.8.8.8", "an IPv4 address in disguise"),
        ("::127.0.0.1", "a reserved address"),
        ("64:ff9b::8.8.8.8", None),  # a public site as seen from a network without IPv4
        ("64:ff9b::10.0.0.1", "a private address"),
        ("64:ff9b::169.254.169.254", "a link-local address"),
        ("64:ff9b:1::1", "a reserved address"),
        ("100::1", "a reserved address"),
        ("2001::1", "a reserved address"),
        ("2001:db8::1", "an address for documentation"),
        ("2002:7f00:1::", "an address of a tunnel"),
        ("3fff::1", "an address for documentation"),
        ("5f00::1", "a reserved address"),
        ("fc00::1", "a private address"),
        ("fd00:ec2::254", "a private address"),
        ("fe80::1", "a link-local address"),
        ("fe80::1%eth0", "a link-local address"),
        ("fec0::1", "a private address"),
        ("ff02::1", "a multicast address"),
        ("localhost", "no IP address"),
        ("", "no IP address"),
    ],
)
def test_addresses_are_public_or_have_a_kind(address: str, kind: str | None) -> None:
    """Every address that is not on the public internet is told apart, however it is written."""
    assert judge_address(address) == kind


@given(address=st.ip_addresses())
def test_what_is_not_global_is_never_public(address: IPv4Address | IPv6Address) -> None:
    """Whatever the standard library holds for not global, so do we."""
    if not address.is_global and address not in NAT64:
        assert judge_address(str(address))


@pytest.mark.parametrize(
    ("url", "written", "authority"),
    [
        ("http://news.example", "http://news.example/", "news.example"),
        ("HTTPS://News.Example:443/A#top", "https://news.example/A", "news.example"),
        ("http://news.example:8080/a?b=c&d=%20e", "http://news.example:8080/a?b=c&d=%20e", "news.example:8080"),
        ("https://news.example:80/", "https://news.example:80/", "news.example:80"),
        ("http://news.example?q=1", "http://news.example/?q=1", "news.example"),
        ("https://bücher.example/ä b", "https://xn--bcher-kva.example/%C3%A4%20b", "xn--bcher-kva.example"),
        ("http://[2606:2800::1]/", "http://[2606:2800::1]/", "[2606:2800::1]"),
        (" https://news.example/a ", "https://news.example/a", "news.example"),
        ("https://news.example/@me/a:b", "https://news.example/@me/a:b", "news.example"),
    ],
)
def test_urls_are_taken_apart(url: str, written: str, authority: str) -> None:
    """A URL loses its fragment and gets its host in ASCII; what is escaped stays escaped."""
    target = read_target(url, trusts=nobody)
    assert (target.url, target.authority) == (written, authority)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", "only http and https are fetched"),
        ("ftp://news.example/a", "only http and https are fetched"),
        ("gopher://news.example:80/", "only http and https are fetched"),
        ("javascript:alert(1)", "only http and https are fetched"),
        ("data:text/html,hello", "only http and https are fetched"),
        ("/etc/passwd", "only http and https are fetched"),
        ("", "only http and https are fetched"),
        ("http:///a", "its host is no name"),
        ("http://news example/", "its host is no name"),
        ("http://[fe80::1%25eth0]/", "its host is no name"),
        ("http://news..example/", "its host is no name"),
        ("http://" + "a" * 64 + ".example/", "its host is no name"),
        ("http://news.example:22/", "port 22 is none that pages are published on"),
        ("http://news.example:0/", "port 0 is none that pages are published on"),
        ("http://news.example:70000/", "Port out of range 0-65535"),
        ("http://news.example\\@169.254.169.254/", "it holds a backslash or a control character"),
        ("http://news.example/\r\nHost: other", "it holds a backslash or a control character"),
        ("http://news.example/\0", "it holds a backslash or a control character"),
    ],
)
def test_other_urls_are_refused(url: str, why: str) -> None:
    """What is no plain http or https URL is refused, with the reason."""
    with pytest.raises(Unusable) as caught:
        read_target(url, trusts=nobody)
    assert caught.value.reason == SkipReason.REFUSED
    assert caught.value.message.endswith(f"is not fetched: {why}")


@pytest.mark.parametrize("user", ["ada:secret@", "ada@", ":@", "@"])
def test_credentials_are_refused_and_not_repeated(user: str) -> None:
    """A password in a URL would be stored with the article, so the URL is refused, and the report has it not."""
    with pytest.raises(Unusable, match=r"^https://news\.example/ is not fetched: it carries a user name") as caught:
        read_target(f"https://{user}news.example/", trusts=everybody)
    assert "secret" not in caught.value.message + caught.value.hint


def test_a_trusted_host_has_any_port() -> None:
    """Whoever trusts a host trusts its ports."""
    assert read_target("http://news.example:22/", trusts=everybody).port == 22


@given(url=st.text(max_size=60).map(lambda rest: f"http://{rest}"))
def test_every_url_is_taken_or_refused(url: str) -> None:
    """Nothing that stands in a URL causes another error, and what is taken is taken as it is written."""
    try:
        target = read_target(url, trusts=nobody)
    except Unusable:
        return
    assert read_target(target.url, trusts=nobody) == target
    assert target.url.isascii()


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (("127.0.0.1",), "its host leads to 127.0.0.1, a loopback address"),
        (("93.184.216.34", "10.0.0.1"), "its host leads to 10.0.0.1, a private address"),
        (("::ffff:169.254.169.254",), "its host leads to ::ffff:169.254.169.254, an IPv4 address in disguise"),
    ],
)
def test_a_host_with_one_private_address_is_refused(found: tuple[str, ...], words: str) -> None:
    """All addresses of a host must be public, or it would depend on chance where one goes."""
    target = read_target("https://news.example/", trusts=nobody)
    with pytest.raises(Unusable, match=words) as caught:
        find_addresses(target, resolve=lambda _host, _port: found, trusts=nobody)
    assert caught.value.reason == SkipReason.REFUSED
    assert find_addresses(target, resolve=lambda _host, _port: found, trusts=everybody) == found


def test_an_address_needs_no_resolver() -> None:
    """An IP address in a URL is judged as it stands."""
    target = read_target("http://169.254.169.254/latest/meta-data/", trusts=nobody)
    with pytest.raises(Unusable, match=r"169\.254\.169\.254/latest/meta-data/ is not fetched: it is a link-local"):
        find_addresses(target, resolve=resolve_host, trusts=nobody)


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "LOCALHOST"])
def test_old_ways_to_write_an_address_are_seen_through(host: str) -> None:
    """Whatever the operating system takes for this machine is refused."""
    target = read_target(f"http://{host}/", trusts=nobody)
    with pytest.raises(Unusable, match=r"leads to (127\.0\.0\.1|::1), a loopback address"):
        find_addresses(target, resolve=resolve_host, trusts=nobody)


def test_a_host_without_addresses_is_unreachable() -> None:
    """A host that nobody knows is told from one that is refused."""

    def unknown(_host: str, _port: int) -> tuple[str, ...]:
        raise OSError(-2, "Name or service not known")

    target = read_target("https://nowhere.example/", trusts=nobody)
    for resolve, words in ((unknown, "cannot be found: Name or service"), (lambda _host, _port: (), "has no address")):
        with pytest.raises(Unusable, match=words) as caught:
            find_addresses(target, resolve=resolve, trusts=nobody)
        assert caught.value.reason == SkipReason.UNREACHABLE
