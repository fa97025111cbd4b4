"""Pictures made of nothing but a colour."""

import struct
import zlib


def png(width: int = 4, height: int = 3, *, says: tuple[int, int] | None = None) -> bytes:
    """Return a PNG; with `says` its header lies about the size."""
    rows = b"".join(b"\0" + b"\x0b\x72\x61" * width for _ in range(height))
    size = struct.pack(">IIBBBBB", *(says or (width, height)), 8, 2, 0, 0, 0)
    parts = ((b"IHDR", size), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(name, data) for name, data in parts)


def _part(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
