"""Every test of dictionaries begins with the same shop."""

import pytest

from tests.factories import Cast
from tests.factories_deals import Shop, make_shop


@pytest.fixture
def shop(cast: Cast) -> Shop:
    return make_shop()
