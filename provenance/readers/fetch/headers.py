"""What the headers of an answer say of a page, and nothing that cannot be used.

Owns the reading of header values: they come from anybody, so each is checked or left out.
"""

import codecs
import re
from http.client import HTTPMessage
from urllib.parse import quote, urljoin, urlsplit

from provenance.errors import InvalidRecord
from provenance.readers.fetch.records import Validators
from provenance.readers.locators import url_locator

# A value that goes back to the server must not be able to add a header to the request.
_VALIDATOR = re.compile(r"[\x20-\x7e]{1,1000}")
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}")
_CANONICAL = re.compile(r"<([^<>]{1,2000})>\s{0,9};[^,<]{0,200}\brel\s{0,9}=\s{0,9}\"?canonical\b", re.IGNORECASE)
# Codecs of text in Python that are no encodings of pages.
_NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7"})


def read_media_type(headers: HTTPMessage) -> str | None:
    """Return the media type without parameters, in lower case; None where there is none that is well formed."""
    value = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return value if _MEDIA_TYPE.fullmatch(value) else None


def read_charset(headers: HTTPMessage) -> str | None:
    """Return the character encoding that the header names; None where it names none that Python decodes."""
    name = headers.get_content_charset()
    try:
        codec = codecs.lookup(name or "").name
        b"a".decode(codec)
    except UnicodeDecodeError:
        return name  # Python knows it, and one byte is no character in it.
    except (LookupError, ValueError):
        return None
    return None if codec.replace("_", "-") in _NO_CHARSETS else name


def read_validators(headers: HTTPMessage) -> Validators:
    """Return what makes a later request conditional."""
    return Validators(etag=_validator(headers.get("ETag")), last_modified=_validator(headers.get("Last-Modified")))


def build_conditions(validators: Validators | None) -> dict[str, str]:
    """Return the headers of a conditional request; empty for what was never fetched."""
    if validators is None:
        return {}
    values = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, given in values.items() if (value := _validator(given))}


def read_canonical(headers: HTTPMessage, *, url: str) -> str | None:
    """Return the canonical address that the server names; None for none, and for one on another host.

    A page that could name another host could take the place of somebody else's article.

    Args:
        headers: Headers of the answer.
        url: Where the page was in the end.
    """
    found = _CANONICAL.search(", ".join(headers.get_all("Link", [])))
    if not found:
        return None
    try:
        canonical = url_locator(join_location(url, found[1]))
        is_same_host = urlsplit(canonical).netloc == urlsplit(url).netloc
    except (InvalidRecord, ValueError):
        return None
    return canonical if is_same_host else None


def join_location(url: str, location: str) -> str:
    """Return the absolute URL that a header means; what is no ASCII in it is escaped byte by byte, as browsers do.

    Raises:
        ValueError: It cannot be read at all.
    """
    # http.client gives the bytes of a header as Latin-1.
    escaped = quote(location.strip().encode("latin-1", "replace"), safe="%/:=&?~#+!$,;'@()*[]\\\x00\x7f")
    return urljoin(url, escaped)


def _validator(value: str | None) -> str | None:
    return value if value and _VALIDATOR.fullmatch(value) else None
