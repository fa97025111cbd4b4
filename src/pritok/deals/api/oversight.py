"""From when a deal counts as forgotten."""

from django.http import HttpRequest
from ninja import Router

from pritok.accounts import queries as accounts
from pritok.api.auth import actor_of
from pritok.api.responses import errors
from pritok.deals.actions.oversight.silence import set_silence_limits
from pritok.deals.events import SilenceRule
from pritok.deals.queries.silence import USUAL_DAYS, silence_rules
from pritok.deals.schemas.settings import SilenceLimitOut, SilenceLimitsIn, SilenceLimitsOut

router = Router(tags=["settings"])
_HOUR_S = 3600


@router.get(
    "/silence-limits",
    response=errors(ok={200: SilenceLimitsOut}),
    operation_id="listSilenceLimits",
)
def list_silence_limits(request: HttpRequest) -> SilenceLimitsOut:
    """Everybody may know from when a deal counts as forgotten."""
    return _shown(silence_rules())


@router.put(
    "/silence-limits",
    response=errors(ok={200: SilenceLimitsOut}),
    operation_id="setSilenceLimits",
)
def put_silence_limits(request: HttpRequest, body: SilenceLimitsIn) -> SilenceLimitsOut:
    """Put these limits in the place of all there were. The most exact one rules: type and stage, stage, type."""
    wanted = [SilenceRule(each.hours, each.deal_type, each.stage) for each in body.items]
    return _shown(set_silence_limits(actor_of(request), limits=wanted))


def _shown(rules: list[SilenceRule]) -> SilenceLimitsOut:
    return SilenceLimitsOut(
        items=[SilenceLimitOut.model_validate(rule) for rule in rules],
        usual_hours=USUAL_DAYS * accounts.calendar().mean_day_s / _HOUR_S,
    )
