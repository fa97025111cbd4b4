"""Is it up: for load balancers, for `pritok doctor`, and for people."""

from django.db import DatabaseError, connection
from django.http import HttpRequest
from ninja import Router

from pritok import __version__
from pritok.analytics import mirror
from pritok.api.responses import errors
from pritok.api.schemas import OutSchema
from pritok.automation.queries import worker_state
from pritok.journal import reading
from pritok.kit.errors import Unavailable

router = Router(tags=["health"])


class Health(OutSchema):
    """`mirror_lag` counts facts the reports have not taken in yet, null where no mirror is open here; they are
    taken in before the next report answers. `worker` is running, silent (it was there before) or absent.
    """

    status: str
    database: str
    position: int
    mirror_position: int | None
    mirror_lag: int | None
    worker: str
    version: str


@router.get("/health", auth=None, response=errors(503, ok={200: Health}), operation_id="getHealth")
def get_health(request: HttpRequest) -> Health:
    try:
        position = reading.head()
    except DatabaseError as error:
        raise Unavailable("The database does not answer.", code="database_down") from error
    mirrored = mirror.status().position
    return Health(
        status="ok",
        database=connection.vendor,
        position=position,
        mirror_position=mirrored,
        mirror_lag=None if mirrored is None else max(0, position - mirrored),
        worker=worker_state().state,
        version=__version__,
    )
