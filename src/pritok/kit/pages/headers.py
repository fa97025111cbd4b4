"""Headers of public pages: no script or style but our own, framed only by the sites a page allows."""

from collections.abc import Sequence

from django.http import HttpResponse


def protect(
    response: HttpResponse,
    *,
    origins: Sequence[str] = (),
    is_private: bool = False,
    reports_back: bool = False,
) -> HttpResponse:
    """Set what browsers must enforce; `is_private` pages belong to one client and are neither kept nor found.

    A page whose script sends something to us while it is open `reports_back`.
    """
    ancestors = " ".join(["'self'", *origins]) if origins else "'none'"
    connections = "connect-src 'self'; " if reports_back else ""
    response["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        f"{connections}form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
    )
    if origins:
        # The older header knows no list of sites; frame-ancestors rules where it stands.
        response.xframe_options_exempt = True
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer" if is_private else "strict-origin-when-cross-origin"
    if is_private:
        response["X-Robots-Tag"] = "noindex, nofollow"
    return response
