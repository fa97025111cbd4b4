"""How fast one token may go in one process: a bucket that fills steadily, so that bursts are fine."""

import math
import threading
import time
from dataclasses import dataclass, field

from pritok.kit.errors import TooMany


@dataclass
class Pace:
    """At most `per_s` requests a second in the long run and `burst` at once, for each key."""

    per_s: float
    burst: float
    _buckets: dict[str, tuple[float, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, key: str, now_s: float | None = None) -> None:
        """Count one request of `key`; TooMany, with the time to wait, when the bucket is empty."""
        now = time.monotonic() if now_s is None else now_s
        with self._lock:
            left, seen = self._buckets.get(key, (self.burst, now))
            left = min(self.burst, left + (now - seen) * self.per_s)
            if left >= 1:
                self._buckets[key] = (left - 1, now)
                return
            self._buckets[key] = (left, now)
        raise TooMany(
            "This token sends too many requests.",
            code="too_many_requests",
            retry_after_s=math.ceil((1 - left) / self.per_s),
        )


# Intake is meant for busy sites; reading and writing by programs must leave room for people.
INTAKE = Pace(per_s=140, burst=500)
PROGRAMS = Pace(per_s=50, burst=300)
