"""Identifiers of records: UUID version 7, so that ids made later sort later."""

import os
import time
import uuid


def new_id() -> uuid.UUID:
    """Return a fresh time-ordered UUID (RFC 9562, version 7, millisecond clock)."""
    return id_at(time.time_ns() // 1_000_000)


def id_at(unix_ms: int) -> uuid.UUID:
    """Return a UUIDv7 whose time part is `unix_ms`; used for records with a known past."""
    value = (unix_ms & 0xFFFFFFFFFFFF) << 80
    value |= int.from_bytes(os.urandom(10), "big")
    value &= ~(0xF << 76)
    value |= 0x7 << 76
    value &= ~(0x3 << 62)
    value |= 0x2 << 62
    return uuid.UUID(int=value)
