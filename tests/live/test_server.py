"""The stream as a browser meets it: a real server, plain sockets, commits of another process."""

import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field

import pytest
from bench.server_process import Site, postgres_database

OTHER = "tests.live.other_process"
STREAMS = 10
SOON_S = 2.0


@dataclass
class Socket:
    """One raw stream, read by a thread: each piece with the time it came."""

    port: int
    session: str
    pieces: list[tuple[float, bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        self._socket.sendall(
            f"GET /api/v1/live HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Cookie: pritok={self.session}\r\n\r\n".encode()
        )
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    @property
    def raw(self) -> bytes:
        return b"".join(piece for _, piece in self.pieces)

    def came_at(self, text: str) -> float:
        """Return when `text` had arrived, waiting for it a little."""
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            for at, piece in list(self.pieces):
                if text.encode() in piece:
                    return at
            time.sleep(0.02)
        raise AssertionError(f"{text} did not come: {self.raw!r}")

    def _read(self) -> None:
        with self._socket:
            while piece := self._socket.recv(65536):
                self.pieces.append((time.time(), piece))


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    on_postgres = os.environ.get("PRITOK_TEST_DATABASE") == "postgres"
    server_url = os.environ.get("PRITOK_TEST_POSTGRES_URL", "")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with postgres_database(server_url) if on_postgres else nullcontext("") as url:
        yield Site(tmp_path_factory.mktemp("live"), port, url)


def test_commits_of_another_process_arrive_soon_and_the_server_ends_quickly(site: Site) -> None:
    session = site.run(OTHER, "prepare")["session"]
    server = site.start()
    try:
        streams = [Socket(site.port, session) for _ in range(STREAMS)]
        for stream in streams:
            stream.came_at("id: ")

        told = site.run(OTHER, "tell")

        for stream in streams:
            assert stream.raw.startswith(b"HTTP/1.1 200 ")
            late = [stream.came_at(deal) - committed_at for deal, committed_at in told]
            assert max(late) < SOON_S
    finally:
        server.send_signal(signal.SIGTERM)
        started = time.monotonic()
        server.wait(timeout=30)

    assert time.monotonic() - started < 5
    for stream in streams:
        stream.thread.join(5)
        assert b'event: goodbye\ndata: {"reason":"shutdown"}' in stream.raw
