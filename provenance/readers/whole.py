"""Inputs that are one article each: read to their end within a limit, and addressed as a whole.

Owns nothing of any format.
"""

from provenance.readers.locators import STDIN_LOCATOR
from provenance.readers.records import SkipReason, Source, Unusable


def read_whole(source: Source, *, limit: int, hint: str) -> bytes:
    """Read all bytes of an input; one that is known to be too large is not read at all.

    Args:
        source: The input, standing at its first byte.
        limit: The most bytes that it may have, 1 or more.
        hint: What the user can do with a larger one.

    Raises:
        Unusable: `too_large` for an input above the limit.
    """
    is_too_large = source.size is not None and source.size > limit
    raw = b"" if is_too_large else source.stream.read(limit + 1)
    if is_too_large or len(raw) > limit:
        message = f"{source.name} has more than {limit} bytes, too many for one article"
        raise Unusable(SkipReason.TOO_LARGE, message, hint=hint)
    return raw


def whole_locator(source: Source, *, digest: str) -> str:
    """Return the address of the one article of an input; from standard input it is known by its digest."""
    return source.locator if source.file or source.url else f"{STDIN_LOCATOR}:{digest[:16]}"
