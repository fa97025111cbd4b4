"""Kind and size are read from the first bytes; whatever else the bytes are, nothing fails."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pritok.kit.papers.pictures import kind_of, size_of
from tests.pictures import png

# Start, a comment, a filling byte, a frame of 3 lines by 5 columns, and the beginning of the scan.
JPEG = bytes.fromhex("ffd8 fffe 0004 4142 ff ffc0 0011 08 0003 0005 03012200021101031101 ffda 0002")


def test_a_png_says_its_size() -> None:
    assert (kind_of(png(7, 2)), size_of(png(7, 2))) == ("png", (7, 2))


def test_a_jpeg_says_its_size_after_comments_and_filling() -> None:
    assert (kind_of(JPEG), size_of(JPEG)) == ("jpeg", (5, 3))


@pytest.mark.parametrize("data", [b"", b"<svg>", b"GIF89a", b"%PDF-1.7", b"\x89PNG", png()[1:]])
def test_everything_else_is_no_picture(data: bytes) -> None:
    assert kind_of(data) is None


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=60), st.sampled_from([b"", JPEG[:2], JPEG[:16], png()[:20], png()[:8]]))
def test_no_bytes_break_the_reading(rest: bytes, start: bytes) -> None:
    size = size_of(start + rest)

    assert size is None or min(size) >= 0
