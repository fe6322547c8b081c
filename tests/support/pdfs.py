"""Small PDF documents, written by hand, so that a test can say exactly what stands in them."""

import zlib
from collections.abc import Sequence

_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def build_pdf(
    pages: Sequence[Sequence[str] | bytes], *, info: bytes = b"", packed: bool = False, extra: bytes = b""
) -> bytes:
    """Write a document.

    Args:
        pages: Of each page its lines, or the stream that draws it.
        info: What its metadata dictionary holds.
        packed: Whether the streams are compressed.
        extra: An object more, number 3, which every page calls `/X1` among its forms.
    """
    kids = b" ".join(b"%d 0 R" % (5 + 2 * place) for place in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        extra or b"null",
        _FONT,
    ]
    for place, page in enumerate(pages):
        drawn = page if isinstance(page, bytes) else draw(page)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 4 0 R>>/XObject<</X1 3 0 R>>>>>>" % (6 + 2 * place)
        )
        objects.append(stream(drawn, packed=packed))
    return write(objects, info=info)


def draw(lines: Sequence[str]) -> bytes:
    """Write the drawing of lines, one below the other."""
    shown = b"".join(b"(%s) Tj T* " % _escape(line) for line in lines)
    return b"BT /F1 12 Tf 14 TL 72 770 Td %s ET" % shown


def stream(drawn: bytes, *, packed: bool = False, entries: bytes = b"") -> bytes:
    """Write a stream object."""
    data = zlib.compress(drawn) if packed else drawn
    way = b"/Filter/FlateDecode" if packed else b""
    return b"<</Length %d%s%s>>stream\n%s\nendstream" % (len(data), way, entries, data)


def write(objects: Sequence[bytes], *, info: bytes = b"") -> bytes:
    """Write numbered objects, their table and the trailer; the first is the catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate([*objects, b"<<%s>>" % info], start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    trailer = b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, size - 1, len(out))
    return out + b"xref\n0 %d\n%s%s" % (size, table, trailer)


def _escape(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
