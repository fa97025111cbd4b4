"""Data come out as text whatever they say, papers wait for a place, and a bad picture breaks nothing."""

import re
import threading
from pathlib import Path

import pytest

from pritok.kit.errors import Unavailable
from pritok.kit.papers.typesetting import Press, can_be_set
from tests.pdf_words import fonts_of, words_of
from tests.pictures import png

TEMPLATE = """
#let d = json(bytes(sys.inputs.data))
#set text(font: "Golos Text")
#d.name
"""
HOSTILE = [
    '#panic("gone")',
    "{{ settings.SECRET_KEY }}",
    "{% include 'x' %}",
    "{0.__class__}",
    "$ 1/0 $",
    '#read("/etc/passwd")',
    '#import "@preview/x:1.0.0"',
    "<label> @label *bold* _it_ = head - item \\ # ] ) }",
    "] #d.secret [",
]


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "one.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_and_code_in_data_are_printed_as_they_stand(template: Path, text: str) -> None:
    pdf = Press().typeset(template, {"name": text})

    assert words_of(pdf) == re.sub(r"\s+", "", text)


def test_every_letter_is_set_in_the_font_that_is_shipped(template: Path) -> None:
    pdf = Press().typeset(template, {"name": "Съешь ещё этих мягких булок: 1 000 ₽, № 5 — «да»"})

    assert fonts_of(pdf) == {"GolosText-Regular"}


def test_a_template_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "nosy.typ"
    (tmp_path.parent / "secret.txt").write_text("secret")
    path.write_text('#read("../secret.txt")')

    with pytest.raises(ValueError, match="typst"):
        Press().typeset(path, {})


def test_no_more_papers_are_made_at_once_than_allowed(template: Path) -> None:
    press = Press(at_once=1, patience_s=0.05)
    press._places.acquire()

    with pytest.raises(Unavailable):
        press.typeset(template, {"name": "x"})
    press._places.release()
    assert press.typeset(template, {"name": "x"}).startswith(b"%PDF")


def test_threads_share_the_press(template: Path) -> None:
    press, made = Press(), []

    def make(number: int) -> None:
        made.append(words_of(press.typeset(template, {"name": f"paper{number}"})))

    threads = [threading.Thread(target=make, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(made) == [f"paper{number}" for number in range(8)]


def test_only_a_whole_picture_can_be_set() -> None:
    assert can_be_set(png())
    assert not can_be_set(png()[:-20])
    assert not can_be_set(b"")
