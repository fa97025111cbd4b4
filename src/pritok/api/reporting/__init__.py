"""Reports over HTTP: one file per report with its shapes and routes, the rest shared by all of them."""

from ninja import Router

from pritok.api.reporting import (
    activity,
    catalogue,
    checks,
    conversion,
    cycle,
    dwell,
    forgotten,
    losses,
    mailings,
    refusals,
    sla,
)
from pritok.api.reporting.serving import Endpoint

ROUTERS: list[Router] = [
    catalogue.router,
    conversion.router,
    checks.router,
    losses.router,
    forgotten.router,
    dwell.router,
    cycle.router,
    refusals.router,
    sla.router,
    activity.router,
    mailings.router,
]

ENDPOINTS: dict[str, Endpoint] = {
    each.report.key: each
    for each in (
        conversion.CONVERSION,
        checks.CHECKS,
        losses.LOSSES,
        forgotten.FORGOTTEN,
        dwell.DWELL,
        cycle.CYCLE,
        refusals.REFUSALS,
        sla.SLA,
        activity.ACTIVITY,
    )
}

mailings.offer(ENDPOINTS)
