"""The routers of all rooms, in the order of the documentation. Paths are written in full in each room."""

from ninja import Router

from pritok.accounts.api import router as accounts
from pritok.api import audit, first_run, health

ROUTERS: list[Router] = [
    health.router,
    first_run.router,
    accounts,
    audit.router,
]
