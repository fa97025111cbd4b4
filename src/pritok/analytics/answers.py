"""Answers kept until the next fact: many people look at the same report at the same moment."""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

_KEPT = 64


class Answers:
    """The latest answers by question and place in the journal. What is kept must not be changed by readers."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable) -> Any | None:
        with self._lock:
            answer = self._kept.get(key)
            if answer is not None:
                self._kept.move_to_end(key)
            return answer

    def keep(self, key: Hashable, answer: Any) -> None:
        with self._lock:
            self._kept[key] = answer
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
