"""The shapes of the API: the description knows them by name alone, so no two may share one."""

from collections import defaultdict
from collections.abc import Iterator

from pydantic import BaseModel

from pritok.api.root import api


def test_no_two_shapes_share_a_name() -> None:
    assert api.urls
    modules: dict[str, set[str]] = defaultdict(set)
    for shape in _descendants(BaseModel):
        if shape.__module__.startswith("pritok.") and "[" not in shape.__name__:
            modules[shape.__name__].add(shape.__module__)

    assert {name: found for name, found in modules.items() if len(found) > 1} == {}


def _descendants(kind: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for child in kind.__subclasses__():
        yield child
        yield from _descendants(child)
