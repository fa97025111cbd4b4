"""Is it up: for load balancers, for `pritok doctor`, and for people."""

from django.db import DatabaseError, connection
from django.http import HttpRequest
from ninja import Router

from pritok import __version__
from pritok.api.responses import errors
from pritok.api.schemas import OutSchema
from pritok.journal import reading
from pritok.kit.errors import Unavailable

router = Router(tags=["health"])


class Health(OutSchema):
    """`mirror_lag` counts facts the reports have not taken in yet; null where no mirror is open here."""

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
    return Health(
        status="ok",
        database=connection.vendor,
        position=position,
        mirror_position=None,
        mirror_lag=None,
        worker="unknown",
        version=__version__,
    )
