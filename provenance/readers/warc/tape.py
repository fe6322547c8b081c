"""The bytes of a web archive as a tape that is read forwards, with the way to the next record after damage."""

from provenance.readers.records import Unusable
from provenance.readers.warc.blocks import Blocks

BLANK = (b"\r\n", b"\n")

_RECORD = b"WARC/"
_LINE_BYTES = 65_536


class Tape:
    """Reads an archive.

    Args:
        blocks: Its bytes.
        size: Number of bytes of the input; None where only the end will tell.
    """

    def __init__(self, blocks: Blocks, *, size: int | None = None) -> None:
        self._blocks = blocks
        self._size = size
        self._ready = b""
        self._at = 0
        self._offset = 0

    def tell(self) -> int:
        """Return where the next byte lies in the input; in a gzip file where its member begins.

        Raises:
            Unusable: The archive is damaged there.
        """
        self._fill()
        return self._offset if self._blocks.is_packed else self._offset + self._at

    def can_hold(self, size: int) -> bool:
        """Say whether that many bytes may follow; of a gzip file nobody knows."""
        return self._blocks.is_packed or self._size is None or self.tell() + size <= self._size

    def read(self, size: int) -> bytes:
        """Read as many bytes as asked for, fewer only at the end.

        Raises:
            Unusable: The archive is damaged there.
        """
        pieces, left = list[bytes](), size
        while left and self._fill():
            piece = self._ready[self._at : self._at + left]
            self._at += len(piece)
            left -= len(piece)
            pieces.append(piece)
        return b"".join(pieces)

    def skip(self, size: int) -> int:
        """Read bytes without keeping them, and return how many there were.

        Raises:
            Unusable: The archive is damaged there.
        """
        left = size
        while left and self._fill():
            step = min(left, len(self._ready) - self._at)
            self._at += step
            left -= step
        return size - left

    def readline(self, limit: int) -> bytes:
        """Read to the end of the line, that included, or as many bytes as the limit says.

        Raises:
            Unusable: The archive is damaged there.
        """
        pieces, left = list[bytes](), limit
        while left and self._fill():
            found = self._ready.find(b"\n", self._at, self._at + left)
            end = found + 1 if found >= 0 else min(len(self._ready), self._at + left)
            pieces.append(self._ready[self._at : end])
            left -= end - self._at
            self._at = end
            if found >= 0:
                break
        return b"".join(pieces)

    def read_header(self, limit: int) -> tuple[bytes, bool]:
        """Read lines to the first blank one, that included; False where there is none within the limit.

        Raises:
            Unusable: The archive is damaged there.
        """
        whole = self._find_header(limit)
        if whole:
            self._at += len(whole)
            return whole, True
        lines, left = list[bytes](), limit
        while left > 0 and (line := self.readline(left)):
            lines.append(line)
            left -= len(line)
            if line in BLANK:
                return b"".join(lines), True
        return b"".join(lines), False

    def _find_header(self, limit: int) -> bytes:
        """Return a header that lies whole in the block, which nearly all do, without going line by line."""
        end = self._ready.find(b"\n\r\n", self._at, self._at + limit)
        header = self._ready[self._at : end + 3] if end >= 0 else b""
        return b"" if b"\n\n" in header or header.startswith(BLANK) else header

    def unread(self, raw: bytes) -> None:
        """Put bytes back that were read last, to be read again."""
        if not self._blocks.is_packed:
            self._offset += self._at - len(raw)
        self._ready, self._at = raw + self._ready[self._at :], 0

    def find_record(self) -> bool:
        """Go on to the next line that begins a record, over whatever is damaged; False where there is none."""
        is_line_start = True
        while True:
            try:
                line = self.readline(_LINE_BYTES)
            except Unusable:
                is_line_start = True
                continue
            if not line:
                return False
            if is_line_start and line.startswith(_RECORD):
                self.unread(line)
                return True
            is_line_start = line.endswith(b"\n")

    def _fill(self) -> bool:
        """See that there is a byte to give; False at the end."""
        while self._at >= len(self._ready):
            block = self._blocks.take()
            if not block:
                return False
            self._ready, self._at, self._offset = block, 0, self._blocks.offset
        return True
