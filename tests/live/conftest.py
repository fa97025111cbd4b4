"""A hub of its own for each test, which must leave no thread behind."""

from collections.abc import Iterator

import pytest

from pritok.live import hub as hub_module
from pritok.live.hub import Hub
from tests.factories import Cast, make_cast


@pytest.fixture
def people(transactional_db: None) -> Cast:
    """The cast, committed: requests have connections of their own."""
    return make_cast()


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    own = Hub()
    monkeypatch.setattr(hub_module, "HUB", own)
    yield own
    reader = own._reader
    if reader is not None:
        reader.join(5)
        assert not reader.is_alive()
    assert len(own) == 0
