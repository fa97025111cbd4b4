"""The routers of all rooms, in the order of the documentation. Paths are written in full in each room."""

from ninja import Router

from pritok.accounts.api import router as accounts
from pritok.api import audit, first_run, health, inbox
from pritok.intake.api import router as intake
from pritok.routing.api import router as routing

ROUTERS: list[Router] = [
    health.router,
    first_run.router,
    accounts,
    audit.router,
    intake,
    inbox.router,
    routing,
]
