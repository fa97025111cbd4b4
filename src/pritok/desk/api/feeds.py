"""One's own secret link for a calendar program."""

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status

from pritok.accounts.access import require_person
from pritok.api.auth import actor_of
from pritok.api.responses import NO_CONTENT, errors
from pritok.desk.actions.feeds import issue_feed, revoke_feed
from pritok.desk.queries_feeds import feed_of
from pritok.desk.schemas import FeedOut, NewFeedOut
from pritok.kit.pages.visitors import site_of

router = Router(tags=["desk"])


@router.get("/calendar-feed", response=errors(ok={200: FeedOut}), operation_id="getCalendarFeed")
def read_feed(request: HttpRequest) -> FeedOut:
    """Say whether one has a link and since when; the link itself is shown only when it is made."""
    feed = feed_of(require_person(actor_of(request)))
    return FeedOut(created_at=None if feed is None else feed.created_at)


@router.post(
    "/calendar-feed", response=errors(ok={201: NewFeedOut}), operation_id="makeCalendarFeed"
)
def post_feed(request: HttpRequest) -> Status[NewFeedOut]:
    """Make a link; an older one is worth nothing from now on."""
    secret = issue_feed(actor_of(request))
    return Status(201, NewFeedOut(url=f"{site_of(request)}/calendar/{secret}.ics"))


@router.delete("/calendar-feed", response=errors(ok={204: None}), operation_id="revokeCalendarFeed")
def delete_feed(request: HttpRequest) -> Status[None]:
    revoke_feed(actor_of(request))
    return NO_CONTENT
