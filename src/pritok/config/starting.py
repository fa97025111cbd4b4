"""Bringing Django up for a command, and what has to be true before anything is served."""

import gc
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.core.exceptions import ImproperlyConfigured

from pritok.config.environment import ConfigurationError

# FULL and EXTRA; anything less may forget an acknowledged request when the power goes.
_SAFE_SYNCHRONOUS = {2, 3}


class StartError(Exception):
    """The product cannot start; the message is one sentence that says what to do."""


def start_django() -> None:
    """Load settings and models once; StartError when the environment is wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pritok.config.settings")
    try:
        with without_collector():
            django.setup()
    except (ConfigurationError, ImproperlyConfigured) as error:
        raise StartError(str(error)) from error


@contextmanager
def without_collector() -> Iterator[None]:
    """Import without the garbage collector: all of it stays, and looking it through is a tenth of the start."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def check_database() -> None:
    """Refuse to serve from a database that is away, behind the program, or careless with commits."""
    from django.db import DatabaseError, connection  # import: needs the settings loaded
    from django.db.migrations.executor import MigrationExecutor  # import: needs the settings loaded

    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise StartError("The database is not up to date. Run: pritok migrate")
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("pragma synchronous")
                if cursor.fetchone()[0] not in _SAFE_SYNCHRONOUS:
                    raise StartError(
                        "SQLite must run with synchronous=FULL, or commits may be lost."
                    )
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise StartError(f"The database does not answer: {reason}") from error
    finally:
        connection.close()


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; StartError when the port is taken or the address is not ours."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError as error:
        reason = error.strerror or str(error)
        raise StartError(f"Cannot listen on {host}:{port}: {reason}. Try --port.") from error
    listener.set_inheritable(True)
    return listener
