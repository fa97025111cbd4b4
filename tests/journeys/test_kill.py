"""The server dies at random moments under load; the long version of this is `python -m bench.kill`."""

from bench import kill
from bench.server_process import Site

KILLS = 50


def test_no_acknowledged_request_is_lost_or_doubled_by_fifty_kills(site: Site) -> None:
    result = kill.run(site, kills=KILLS, seed=20)

    assert kill.faults(result) == {}
    assert result["kills"] == KILLS
    assert result["acknowledged"] == result["requests"]
    # The kills hit requests in flight, or the test has proved nothing.
    assert result["retried"] > KILLS
    assert result["acknowledged"] > 4 * KILLS
