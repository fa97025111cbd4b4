"""The one NinjaAPI: everything under /api/v1, signed-in by default."""

from ninja import NinjaAPI

from pritok.api import addresses, errors
from pritok.api.auth import BearerToken, CookieSession
from pritok.api.parsing import StrictJson
from pritok.api.routers import ROUTERS

PREFIX = "/api/v1"

api = NinjaAPI(
    title="Pritok",
    version="1",
    description="Everything the web application does, anybody's program may do too.",
    urls_namespace="v1",
    openapi_url=None,  # served by `description`, which keeps it
    docs_url=None,
    auth=[CookieSession(), BearerToken()],
    parser=StrictJson(),
)
errors.install(api)
for router in ROUTERS:
    api.add_router("", router)
addresses.learn(api)
