"""Addresses of the whole product: the API, public pages, and the web application for everything else."""

from django.urls import URLPattern, URLResolver, path, re_path

from pritok.api.description import openapi
from pritok.api.live import live
from pritok.api.root import api
from pritok.config.webapp import failed, forbidden, missing, unreadable, web_application
from pritok.desk import pages as desk
from pritok.intake import pages
from pritok.offers.site import pages as offers

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/openapi.json", openapi),
    path("api/v1/live", live),
    path("api/v1/", api.urls),
    *desk.urlpatterns,
    *pages.urlpatterns,
    *offers.urlpatterns,
    # Whatever is not an API, a file or a public page belongs to the web application's own router.
    re_path(r"^(?!api/|static/|f/|r/|o/).*$", web_application, name="web"),
]

handler400 = unreadable
handler403 = forbidden
handler404 = missing
handler500 = failed
