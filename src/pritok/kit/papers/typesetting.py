"""Sets papers with typst: a template of ours and data. Data never become source, and nothing is fetched.

A template reads its data with `json(bytes(sys.inputs.data))`, so whatever stands in them comes out as text. It finds
files of its own folder only, and no fonts but the ones shipped here.
"""

import json
import threading
from collections.abc import Mapping
from pathlib import Path
from queue import Empty, LifoQueue
from typing import Any

import typst

from pritok.kit.errors import Unavailable

_HERE = Path(__file__).parent
# More papers at once would only make each of them slower, and leave no core for requests.
AT_ONCE = 2
_PATIENCE_S = 10.0


class Press:
    """All typesetting of this process; each template keeps its compilers, with the fonts read once."""

    def __init__(self, at_once: int = AT_ONCE, patience_s: float = _PATIENCE_S) -> None:
        self._places = threading.BoundedSemaphore(at_once)
        self._patience_s = patience_s
        self._lock = threading.Lock()
        self._idle: dict[Path, LifoQueue[typst.Compiler]] = {}

    def typeset(self, template: Path, data: Mapping[str, Any]) -> bytes:
        """Return the PDF; Unavailable when there is no free place for too long, ValueError for a picture in the
        data that is none.
        """
        if not self._places.acquire(timeout=self._patience_s):
            raise Unavailable("Too many papers are being made at once.", retry_after_s=5)
        try:
            return self._set(template, json.dumps(data, ensure_ascii=False))
        finally:
            self._places.release()

    def _set(self, template: Path, data: str) -> bytes:
        with self._lock:
            idle = self._idle.setdefault(template, LifoQueue())
        try:
            compiler = idle.get_nowait()
        except Empty:
            compiler = typst.Compiler(
                str(template),
                root=str(template.parent),
                font_paths=[str(_HERE / "fonts")],
                ignore_system_fonts=True,
            )
        try:
            made = compiler.compile(format="pdf", sys_inputs={"data": data})
        except typst.TypstError as error:
            raise ValueError(f"typst: {error}") from error
        finally:
            idle.put(compiler)
        assert isinstance(made, bytes), "a PDF is one piece"
        return made


press = Press()


def can_be_set(picture: bytes) -> bool:
    """Say whether this picture can stand in a paper."""
    try:
        press.typeset(_HERE / "picture.typ", {"picture": list(picture)})
    except ValueError:
        return False
    return True
