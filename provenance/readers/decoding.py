"""From bytes to characters: which encoding, and is it text at all?

Owns the decision how bytes are read. The same bytes always give the same answer, and `raw.decode(encoding)` gives the
text back: nothing is trimmed, translated or replaced.
"""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import CharsetMatch, from_bytes

from provenance.readers.records import SkipReason, Unusable
from provenance.readers.signatures import find_binary, mark_of

# The encodings of the web's older pages. Those of old Macintoshes are left out: they are rare, and a detector that
# knows them takes the Windows quotation marks for their accented letters.
_LEGACY = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "cp866",
    "koi8_r", "koi8_u", "iso8859_2", "iso8859_5", "iso8859_7", "cp932", "euc_jp", "gb18030", "big5", "cp949",
)  # fmt: skip
_WESTERN = "cp1252"
_SAMPLE_BYTES = 65_536
# How much less like a language the western reading may look than the best one: less than one word in twenty.
_COHERENCE_SLACK = 0.05
_MOST_FOREIGN = 0.3
_MOST_CONTROLS = 0.01

_BEYOND_ASCII = bytes(range(0x80, 0x100))
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_UTF8_CHARACTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}",
)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_ISO_2022_JP = re.compile(rb"\x1b\$[@B]")
_SAVE_AS_UTF8 = "save it as UTF-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Characters and the encoding that they were written in.

    Attributes:
        text: The characters, without a byte order mark.
        encoding: Name of the Python codec that turns the bytes into the text.
    """

    text: str
    encoding: str


def decode_bytes(raw: bytes, *, name: str, charset: str | None = None) -> Decoded:
    """Decode a whole plain text.

    A byte order mark decides; without one UTF-8 is tried, whatever a server says: many say the same of all their
    files. What is no UTF-8 is read as the server says, if that fits; else it goes to a detector that knows the usual
    older encodings and prefers Windows-1252, in which most older English text is written.

    Args:
        raw: The whole file.
        name: What messages call it.
        charset: The codec that a server names; None where nobody says anything.

    Raises:
        Unusable: `binary` for what is no text, `encoding` for characters that cannot be told for sure, `empty` for
            a text without words.
    """
    signature = find_binary(raw)
    if signature:
        message = f"{name} is {signature.what}, not text"
        raise Unusable(SkipReason.BINARY, message, hint=signature.hint)
    decoded = _decode_unicode(raw, name=name) or _decode_legacy(raw, name=name, charset=charset)
    _check_text(decoded, name=name)
    return decoded


def _decode_unicode(raw: bytes, *, name: str) -> Decoded | None:
    found = mark_of(raw)
    encoding = found[1] if found else _unmarked_unicode(raw)
    try:
        return Decoded(text=raw.decode(encoding), encoding=encoding)
    except UnicodeDecodeError as error:
        if not found and not _is_damaged_utf8(raw):
            return None
        message = f"{name} is not valid {encoding.removesuffix('-sig').upper()} at byte {error.start}: {error.reason}"
        hint = f"repair the file there, or {_SAVE_AS_UTF8} anew"
        raise Unusable(SkipReason.ENCODING, message, hint=hint, offset=error.start) from error


def _unmarked_unicode(raw: bytes) -> str:
    """Tell UTF-16 without a mark by its NUL bytes, Japanese mail by its escapes; anything else may be UTF-8."""
    sample = raw[:_SAMPLE_BYTES]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(raw) % 2 == 0 and max(even, odd) > len(sample) / 8 and min(even, odd) == 0:
        return "utf-16-le" if odd else "utf-16-be"
    return "iso2022_jp" if _ISO_2022_JP.search(sample) else "utf-8"


def _is_damaged_utf8(raw: bytes) -> bool:
    """Say whether bytes are UTF-8 with a few wrong ones: most of those beyond ASCII stand in whole characters."""
    whole = len(raw) - len(_UTF8_CHARACTER.sub(b"", raw))
    return whole * 2 > _count_beyond_ascii(raw) or _has_surrogates(raw)


def _count_beyond_ascii(raw: bytes) -> int:
    return len(raw) - len(raw.translate(None, _BEYOND_ASCII))


def _has_surrogates(raw: bytes) -> bool:
    try:
        raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _decode_legacy(raw: bytes, *, name: str, charset: str | None) -> Decoded:
    message, offset = f"the encoding of {name} cannot be told", None
    named = [_widen(charset)] if charset else []
    for encoding in [*named, *_likely_encodings(raw)]:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError as error:
            message, offset = (
                f"{name} looks like {encoding}, which has no such byte as that at {error.start}",
                error.start,
            )
            continue
        if not _CONTROL.search(text) and "\0" not in text:
            return Decoded(text=text, encoding=encoding)
    if b"\0" in raw:
        raise _binary(name, raw.index(b"\0"))
    raise Unusable(SkipReason.ENCODING, message, hint=_SAVE_AS_UTF8, offset=offset)


def _widen(charset: str) -> str:
    """Return the codec that a name stands for on the web, where the narrow ones have always meant Windows-1252."""
    codec = codecs.lookup(charset).name
    return _WESTERN if codec in {"ascii", "iso8859-1"} else codec


def _likely_encodings(raw: bytes) -> list[str]:
    """Return the encodings that fit best, as good as each other, the western one first; none for no language."""
    sample = _sample(raw)
    matches = list(from_bytes(sample, cp_isolation=list(_LEGACY), preemptive_behaviour=False, enable_fallback=False))
    good = [match for match in matches if _is_as_good(match, matches[0])]
    if any(_WESTERN in match.could_be_from_charset for match in good):
        return [_WESTERN, *(match.encoding for match in good if match.encoding != _WESTERN)]
    if not good and _count_beyond_ascii(sample) <= _MOST_FOREIGN * len(sample):
        return [_WESTERN]
    return [match.encoding for match in good]


def _is_as_good(match: CharsetMatch, best: CharsetMatch) -> bool:
    return match.chaos <= best.chaos and match.coherence >= best.coherence - _COHERENCE_SLACK


def _sample(raw: bytes) -> bytes:
    """Cut the part that tells encodings apart: from shortly before the first byte beyond ASCII, between two lines."""
    beyond = _NOT_ASCII.search(raw)
    first = beyond.start() if beyond else 0
    start = max(0, raw.rfind(b"\n", max(0, first - _SAMPLE_BYTES // 8), first) + 1, first - _SAMPLE_BYTES // 8)
    sample = raw[start : start + _SAMPLE_BYTES]
    # A cut inside a character of two bytes would rule its encoding out.
    last = max(sample.rfind(b"\n"), sample.rfind(b" ")) if start + _SAMPLE_BYTES < len(raw) else -1
    return sample[:last] if last > first - start else sample


def _check_text(decoded: Decoded, *, name: str) -> None:
    text = decoded.text
    if not text.strip():
        message = f"{name} has no words in it"
        raise Unusable(SkipReason.EMPTY, message, hint="leave it out, or look whether it was saved whole")
    nul = text.find("\0")
    if nul >= 0:
        raise _binary(name, len(text[:nul].encode(decoded.encoding)))
    if len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        message = f"{name} is full of control characters, so it is no text"
        raise Unusable(SkipReason.BINARY, message, hint="leave it out, or save its text as a plain text file in UTF-8")


def _binary(name: str, offset: int) -> Unusable:
    message = f"{name} holds a NUL at byte {offset}, so it is no text"
    return Unusable(SkipReason.BINARY, message, hint="leave it out, or take the NUL bytes away", offset=offset)
