"""The server is told to stop under load, as every deployment does; the long version is `python -m bench.stop`."""

from bench import stop
from bench.server_process import Site

STOPS = 6


def test_a_server_told_to_stop_answers_what_it_read_and_ends_soon(site: Site) -> None:
    result = stop.run(site, stops=STOPS, seed=20)

    assert stop.faults(result) == {}
    assert result["acknowledged"] == result["requests"]
    assert result["slowest_s"] < stop.LONGEST_S
    # Requests were on their way when the signal came, or the test has proved nothing.
    assert result["answered_after_the_signal"] >= STOPS
    # Nobody's connection is cut under a request: only a caller in the very moment of closing may find it shut.
    assert result["unanswered"] <= STOPS
