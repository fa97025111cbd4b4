"""What the company set by hand for its reports, read from the rooms that keep it."""

from zoneinfo import ZoneInfo

from pritok.accounts.models import Organisation
from pritok.analytics.reports.question import Limits
from pritok.deals.models import Stage
from pritok.deals.queries.silence import USUAL_DAYS, silence_rules
from pritok.kit.working_time import WorkingCalendar, parse_week

_HOUR_S = 3600


def limits(company: Organisation) -> Limits:
    """Return the limits of this company (two statements)."""
    week = WorkingCalendar(ZoneInfo(company.time_zone), parse_week(company.week))
    by_stage = Stage.objects.exclude(limit_hours=None).order_by("pk")
    return Limits(
        working_day_s=week.mean_day_s,
        forgotten_s=USUAL_DAYS * week.mean_day_s,
        forgotten=tuple(
            (rule.deal_type, rule.stage, rule.hours * _HOUR_S) for rule in silence_rules()
        ),
        stages=tuple(
            (stage, (hours or 0) * _HOUR_S)
            for stage, hours in by_stage.values_list("pk", "limit_hours")
        ),
    )
