"""How often one source may ask. Counted in this process: it bounds floods, it is no ledger."""

import threading
import time
from collections import OrderedDict

# More sources than this at once is a flood by itself; the longest quiet ones are forgotten.
_SOURCES = 20_000


class Allowance:
    """A bucket per source: `burst` at once, refilled by `per_minute`. Thread-safe, monotonic clock."""

    def __init__(self, *, per_minute: float, burst: int) -> None:
        self._per_second = per_minute / 60
        self._burst = float(burst)
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, source: str) -> int | None:
        """Take one; None when allowed, else the whole seconds after which it is worth trying again."""
        now = time.monotonic()
        with self._lock:
            left, at = self._buckets.pop(source, (self._burst, now))
            left = min(self._burst, left + (now - at) * self._per_second)
            is_allowed = left >= 1
            self._buckets[source] = (left - is_allowed, now)
            if len(self._buckets) > _SOURCES:
                self._buckets.popitem(last=False)
        return None if is_allowed else max(1, round((1 - left) / self._per_second + 0.5))

    def is_left(self, source: str) -> bool:
        """Say whether one could be taken now, without taking it."""
        now = time.monotonic()
        with self._lock:
            left, at = self._buckets.get(source, (self._burst, now))
        return left + (now - at) * self._per_second >= 1

    def forget(self) -> None:
        """Start anew; for tests."""
        with self._lock:
            self._buckets.clear()
