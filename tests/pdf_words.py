"""The words of a PDF that typst made, read back without any program: as a reader's search would find them."""

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_BEGINS = re.compile(rb"/(f\d+) [\d.]+ Tf|\(")
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def words_of(pdf: bytes) -> str:
    """Return the text of all pages in the order it is drawn, without any space."""
    objects = dict(_OBJECT.findall(pdf))
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b", body)]
    text = "".join(_page(body, objects) for body in pages)
    return re.sub(r"\s+", "", text)


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def fonts_of(pdf: bytes) -> set[str]:
    """Return the names of the embedded fonts, without the prefix of their subsets."""
    found = re.findall(rb"/FontName\s*/\w+\+([\w-]+)", pdf)
    return {name.decode() for name in found}


def _page(page: bytes, objects: dict[bytes, bytes]) -> str:
    resources = objects[_ref(page, b"Resources")] if b"/Resources " in page else page
    fonts = dict(re.findall(rb"/(f\d+) (\d+) 0 R", resources))
    letters = {
        name: _letters(objects[_ref(objects[font], b"ToUnicode")]) for name, font in fonts.items()
    }
    text, current = "", {}
    for font, shown in _shown(_stream(objects[_ref(page, b"Contents")])):
        if font:
            current = letters[font]
            continue
        raw = _ESCAPED.sub(_unescaped, shown)
        codes = [raw[at : at + 2] for at in range(0, len(raw), 2)]
        text += "".join(current.get(int.from_bytes(code, "big"), "�") for code in codes)
    return text


def _shown(drawing: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield (font, nothing) where a font is chosen and (nothing, string) where one is drawn."""
    at = 0
    while found := _BEGINS.search(drawing, at):
        at = found.end()
        if found[1]:
            yield found[1], b""
            continue
        depth, start = 1, at
        # Parentheses that stand in pairs inside a string need no escape.
        while depth:
            if drawing[at : at + 1] == b"\\":
                at += 1
            else:
                depth += {b"(": 1, b")": -1}.get(drawing[at : at + 1], 0)
            at += 1
        # What a glyph stands for is said once more beside some of them.
        if not drawing.endswith(b"/ActualText", 0, found.start()):
            yield b"", drawing[start : at - 1]


def _ref(body: bytes, name: bytes) -> bytes:
    found = re.search(rb"/" + name + rb" (\d+) 0 R", body)
    assert found, (name, body[:200])
    return found[1]


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    assert found
    return zlib.decompress(found[1]) if b"/FlateDecode" in body[: found.start()] else found[1]


def _letters(body: bytes) -> dict[int, str]:
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", _stream(body).split(b"endcodespace")[1])
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def _unescaped(found: re.Match[bytes]) -> bytes:
    what = found[1]
    if what[:1].isdigit():
        return bytes([int(what, 8)])
    return _NAMED.get(what, what)
