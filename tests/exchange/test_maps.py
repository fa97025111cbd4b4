"""A map that is not right is refused before any file is opened, with the place and the reason."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pritok.exchange.maps import MapRefused, fields_of, load_map
from tests.exchange.shop import plan, write_map

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples" / "import"
Spoil = Callable[[dict[str, Any]], Any]


def spoiled(spoil: Spoil) -> dict[str, Any]:
    content = plan()
    spoil(content)
    return content


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_examples_of_the_guide_are_right(path: Path) -> None:
    assert load_map(path).files


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda m: m.pop("origin"), "origin"),
        (lambda m: m.update(origin="My Shop"), "origin"),
        (lambda m: m.update(time_zone="Mars/Base"), "Mars/Base"),
        (lambda m: m.update(pipelin={}), "pipelin"),
        (lambda m: m.pop("pipeline"), "pipeline"),
        (lambda m: m.update(files=[]), "nothing to read"),
        (lambda m: m["pipeline"].update(stages=["New", " new"]), "stages"),
        (lambda m: m.update(custom_fields={"My Key": {"label": "X"}}), "My Key"),
        (lambda m: m["files"][0].update(entity="leads"), "leads"),
        (lambda m: m["files"][0].update(titel="X"), "titel"),
        (lambda m: m["files"][0].update(format="xls"), "format"),
        (lambda m: m["files"][0].update(custom={"size": "Size"}), "custom.size"),
        (lambda m: m["files"][0].update(title={"column": "A", "value": "B"}), "exactly one"),
        (lambda m: m["files"][0].update(title={"parse": "colour"}), "colour"),
    ],
)
def test_a_wrong_map_is_refused_with_the_place(tmp_path: Path, spoil: Spoil, said: str) -> None:
    with pytest.raises(MapRefused, match=said):
        load_map(write_map(tmp_path, spoiled(spoil)))


@pytest.mark.parametrize("text", ["a: [", "- 1", "", "!!python/object/apply:os.getcwd []"])
def test_what_is_no_map_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(text)

    with pytest.raises(MapRefused):
        load_map(path)


def test_a_bare_text_is_short_for_a_column(tmp_path: Path) -> None:
    section = load_map(write_map(tmp_path)).files[0]

    assert fields_of(section)["title"].column == "Title"
