"""The bytes of a web archive in blocks: as they lie in the file, or unpacked member by member.

Owns what a gzip file looks like and how to go on after a damaged member. Holds one block of either kind, however long
the archive is.
"""

import zlib
from typing import BinaryIO, Protocol

from provenance.readers.records import SkipReason, Unusable

MAGIC = b"\x1f\x8b\x08"

_BLOCK_BYTES = 65_536
_GZIP = 16 + zlib.MAX_WBITS
# Pages seldom shrink to less than a fiftieth. What unpacks to so much more than that is made to fill a memory.
_MOST_UNPACKED = 256
_BOMB_BYTES = 64 * 1024 * 1024


class Blocks(Protocol):
    """Gives an archive block by block.

    Attributes:
        offset: Where the last block lies in the input, in bytes; for unpacked ones where their member begins.
        is_packed: Whether the bytes were unpacked, so that places inside a block are no places in the input.
    """

    offset: int
    is_packed: bool

    def take(self) -> bytes:
        """Return the next block; nothing at the end.

        Raises:
            Unusable: The input is damaged there; the next call goes on behind the damage.
        """


class PlainBlocks:
    """Gives an archive as it is; see `Blocks`.

    Args:
        stream: The archive, from its first byte on.
    """

    is_packed = False

    def __init__(self, stream: BinaryIO) -> None:
        self.offset = 0
        self._stream = stream
        self._next = 0

    def take(self) -> bytes:
        """Return the next block; nothing at the end."""
        block = self._stream.read(_BLOCK_BYTES)
        self.offset, self._next = self._next, self._next + len(block)
        return block


class GzipBlocks:
    """Unpacks a gzip file of one member or of many; see `Blocks`.

    Args:
        stream: The archive, from its first byte on.
    """

    is_packed = True

    def __init__(self, stream: BinaryIO) -> None:
        self.offset = 0
        self._stream = stream
        self._packed = b""
        self._packed_offset = 0
        self._member: zlib._Decompress | None = None
        self._given = 0

    def take(self) -> bytes:
        """Unpack the next block, which never goes beyond a member; nothing at the end.

        Raises:
            Unusable: A member is damaged, cut off or a bomb; the next call goes on with the next member.
        """
        while self._has_packed():
            member = self._member or self._begin_member()
            if member and (block := self._unpack(member)):
                return block
        if self._member:
            self._member = None
            message = "its gzip member is cut off"
            raise Unusable(SkipReason.INVALID_RECORD, message, hint="fetch the archive anew", offset=self.offset)
        return b""

    def _has_packed(self) -> bool:
        if not self._packed:
            self._packed = self._stream.read(_BLOCK_BYTES)
        return bool(self._packed)

    def _drop(self, count: int) -> None:
        self._packed = self._packed[count:]
        self._packed_offset += count

    def _begin_member(self) -> "zlib._Decompress | None":
        # Tapes and disks fill the rest of their last block with NULs.
        self._drop(len(self._packed) - len(self._packed.lstrip(b"\0")))
        if not self._packed:
            return None
        self.offset, self._given = self._packed_offset, 0
        self._member = zlib.decompressobj(_GZIP)
        return self._member

    def _unpack(self, member: "zlib._Decompress") -> bytes:
        try:
            block = member.decompress(self._packed, _BLOCK_BYTES)
        except zlib.error as error:
            self._leave_member()
            message = f"its gzip member is damaged: {error}"
            raise Unusable(
                SkipReason.INVALID_RECORD, message, hint="fetch the archive anew", offset=self.offset
            ) from error
        self._drop(len(self._packed) - len(member.unused_data if member.eof else member.unconsumed_tail))
        self._given += len(block)
        if member.eof:
            self._member = None
        elif self._given > max(_BOMB_BYTES, _MOST_UNPACKED * (self._packed_offset - self.offset)):
            self._leave_member()
            message = f"it unpacks to more than {_MOST_UNPACKED} times its size"
            raise Unusable(
                SkipReason.TOO_LARGE, message, hint="leave it out: it is made to fill a memory", offset=self.offset
            )
        return block

    def _leave_member(self) -> None:
        """Go on to what looks like the next member: its first bytes may also stand anywhere by chance."""
        self._member = None
        self._drop(1)
        while (found := self._packed.find(MAGIC)) < 0:
            # The first bytes of a member may be cut apart between two blocks.
            self._drop(max(0, len(self._packed) - len(MAGIC) + 1))
            more = self._stream.read(_BLOCK_BYTES)
            if not more:
                self._drop(len(self._packed))
                return
            self._packed += more
        self._drop(found)
