"""The routers of all rooms, in the order of the documentation. Paths are written in full in each room."""

from ninja import Router

from pritok.accounts.api import router as accounts
from pritok.api import audit, first_run, health, inbox, loss_reviews
from pritok.api.desk import router as desks
from pritok.api.reporting import ROUTERS as REPORTS
from pritok.catalog.api import router as catalog
from pritok.clients.api import router as clients
from pritok.deals.api import router as deals
from pritok.desk.api import router as desk
from pritok.intake.api import router as intake
from pritok.offers.api import router as offers
from pritok.routing.api import router as routing

ROUTERS: list[Router] = [
    health.router,
    first_run.router,
    accounts,
    audit.router,
    catalog,
    clients,
    deals,
    desk,
    desks,
    offers,
    intake,
    inbox.router,
    routing,
    *REPORTS,
    loss_reviews.router,
]
