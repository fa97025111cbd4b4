"""Serving: one process with web and worker, or, with PostgreSQL, several web processes and one worker."""

import asyncio
import gc
import logging
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

import uvicorn

from pritok.config import closing
from pritok.config.starting import StartError, start_django, without_collector

_log = logging.getLogger("pritok.serving")
# Requests in flight may finish for this long after SIGTERM; then the process ends.
# Docker waits ten seconds before it kills.
GRACE_S = 8
# What was sent before the sender could know is read and answered for this long.
_DRAIN_S = 0.5
_LAST_CALL_S = 0.1
_CHILD_GRACE_S = GRACE_S + 5
_RESTART_PAUSE_S = 1.0


class Server(uvicorn.Server):
    """Ends open event streams when it is told to stop, and answers what is on its way before it hangs up.

    uvicorn would wait for the streams for ever, and close connections under requests that it has not read yet.
    """

    def __init__(self, config: uvicorn.Config, *, end_streams: Callable[[], None]) -> None:
        super().__init__(config)
        self._end_streams = end_streams

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        # In a thread: this interrupts the loop anywhere, also where it holds a lock of the streams.
        threading.Thread(target=self._end_streams, name="end-streams").start()
        closing.begin()
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # A closed door throws out who stands in it: nobody new may queue up while the last ones come in.
        for listener in sockets or ():
            listener.listen(0)
        await asyncio.sleep(_LAST_CALL_S)
        for server in self.servers:
            server.close()
        await asyncio.sleep(_DRAIN_S)
        await super().shutdown(sockets)


def serve_here(listener: socket.socket, *, with_worker: bool) -> None:
    """Serve from this process until SIGTERM or SIGINT; returns after everything has ended in order."""
    load()
    from pritok.analytics import mirror  # import: needs Django up
    from pritok.api.auth import remember_tokens  # import: needs Django up
    from pritok.automation.worker import start_thread  # import: needs Django up
    from pritok.config.chores import chores  # import: needs Django up
    from pritok.intake import writer as writing  # import: needs Django up
    from pritok.intake.actions.receiving import start_writer  # import: needs Django up

    remember_tokens(seconds=1.0)
    mirror.open_soon()
    _tune()
    # uvicorn raises the signal again when it is done, which must not end us before we have tidied up.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    writer = start_writer()
    worker = start_thread(chores()) if with_worker else None
    try:
        Server(_web(), end_streams=_end_streams).run(sockets=[listener])
    finally:
        writing.install(None)
        writer.stop()
        if worker is not None:
            worker[0].stop()
            worker[1].join(timeout=10)
    _leave()


def _leave() -> None:
    """End the process here where threads still fold or read: the interpreter, torn down under them, would abort."""
    if all(thread is threading.current_thread() for thread in threading.enumerate()):
        return
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(0)


def load() -> None:
    """Import all that requests touch, so that the first one waits for nothing."""
    from django.urls import get_resolver  # import: needs Django up

    with without_collector():
        import pritok.config.asgi  # noqa: F401  # import: needs Django up

        assert get_resolver().url_patterns


def _tune() -> None:
    """Settle the interpreter for serving many small requests beside threads that compute."""
    # What was loaded at the start lives for ever: the collector need not look at it again and again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    # The loop must not wait the usual 5 ms for a thread that computes, several times per request.
    sys.setswitchinterval(0.001)


def work_here() -> None:
    """Run the worker in this process until SIGTERM or SIGINT."""
    from pritok.automation.worker import Worker  # import: needs Django up
    from pritok.config.chores import chores  # import: needs Django up

    worker = Worker(chores())
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop())
    worker.run()


def supervise(listener: socket.socket, *, web_processes: int) -> None:
    """Run `web_processes` and one worker, start anew what dies, and end all of them on SIGTERM or SIGINT."""
    from django.db import connection  # import: needs Django up

    if connection.vendor != "postgresql":
        raise StartError("--workers needs PostgreSQL: SQLite has one writing process.")
    Supervisor(listener, web_processes).run()


class Supervisor:
    """The parent process: it owns the socket and the children, and touches no database."""

    def __init__(self, listener: socket.socket, web_processes: int) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._listener = listener
        self._plans: list[tuple[Callable[..., None], tuple[Any, ...]]] = [
            (_web_child, (listener, os.getpid())) for _ in range(web_processes)
        ]
        self._plans.append((_worker_child, (os.getpid(),)))
        self._is_stopping = threading.Event()

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._is_stopping.set())
        children = [self._start(index) for index in range(len(self._plans))]
        while not self._is_stopping.wait(0.2):
            for index, child in enumerate(children):
                if not child.is_alive():
                    _log.error(
                        "process %s ended with %s; starting anew", child.name, child.exitcode
                    )
                    time.sleep(_RESTART_PAUSE_S)
                    children[index] = self._start(index)
        # Held open here, it would let callers in whom no child hears any more.
        self._listener.close()
        for child in children:
            child.terminate()
        deadline = time.monotonic() + _CHILD_GRACE_S
        for child in children:
            child.join(max(0.0, deadline - time.monotonic()))
            if child.is_alive():
                child.kill()

    def _start(self, index: int) -> Any:
        target, arguments = self._plans[index]
        name = "worker" if target is _worker_child else f"web-{index + 1}"
        child = self._context.Process(target=target, args=arguments, name=name)
        child.start()
        return child


def _web_child(listener: socket.socket, parent: int) -> None:
    _end_with(parent)
    start_django()
    serve_here(listener, with_worker=False)


def _worker_child(parent: int) -> None:
    _end_with(parent)
    start_django()
    work_here()


def _end_with(parent: int) -> None:
    """A killed parent cannot tell its children; they must not keep the port without it."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()


def _web() -> uvicorn.Config:
    return uvicorn.Config(
        "pritok.config.asgi:application",
        lifespan="off",
        loop="asyncio",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=GRACE_S,
    )


def _end_streams() -> None:
    from pritok.live.hub import close_all  # import: needs Django up

    close_all()
