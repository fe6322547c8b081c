"""Plain text: one input, one article, with what is known of it in an optional sidecar.

Owns nothing but putting the parts together: the text stays exactly as it was decoded.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from provenance.core.records import Article
from provenance.plugins import hookimpl
from provenance.readers.decoding import decode_bytes
from provenance.readers.locators import url_locator
from provenance.readers.records import Reader, Skipped, SkipReason, Source, Unusable
from provenance.readers.sidecars import read_sidecar
from provenance.readers.signatures import find_markup
from provenance.readers.whole import whole_locator

MAX_TEXT_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReader:
    """Reads a whole input as one plain text.

    Attributes:
        name: What users call it.
        limit: The most bytes of a text, 1 or more; a larger one is left out without being read.
    """

    name: str = "text"
    limit: int = MAX_TEXT_BYTES

    def sniff(self, head: bytes, name: str) -> float:
        """Claim whatever is not marked up; what is no text at all is refused with its name when it is read."""
        del name
        return 0.0 if find_markup(head) else 0.1

    def read_source(self, source: Source) -> Iterator[Article | Skipped]:
        """Read the one article.

        Raises:
            Unusable: The bytes are no text, or there are too many.
            InvalidRecord: The sidecar breaks its format.
        """
        raw = self._read_raw(source)
        decoded = decode_bytes(raw, name=source.name, charset=source.charset)
        fields = read_sidecar(source.file) if source.file else {}
        digest = hashlib.sha256(raw).hexdigest()
        locator = whole_locator(source, digest=digest)
        yield Article(
            locator=url_locator(fields["url"]) if "url" in fields else locator,
            text=decoded.text,
            raw_sha256=source.keep(raw, suffix=".txt"),
            path=source.path,
            encoding=decoded.encoding,
            reader=self.name,
            **fields,
        )

    def _read_raw(self, source: Source) -> bytes:
        is_too_large = source.size is not None and source.size > self.limit
        raw = b"" if is_too_large else source.stream.read(self.limit + 1)
        if is_too_large or len(raw) > self.limit:
            message = f"{source.name} has more than {self.limit} bytes, too many for one text"
            raise Unusable(SkipReason.TOO_LARGE, message, hint="split it into its articles, or make JSON Lines of it")
        return raw


@hookimpl
def provenance_readers() -> list[Reader]:
    """Register the reader of plain text."""
    return [TextReader()]
