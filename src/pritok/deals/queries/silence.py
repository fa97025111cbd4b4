"""Reading from when a silent deal counts as forgotten."""

from pritok.deals.events import SilenceRule
from pritok.deals.models import SilenceLimit

# Where no limit was set: so many working days.
USUAL_DAYS = 3


def silence_rules() -> list[SilenceRule]:
    """Return all limits set by hand, in the order they were written."""
    rows = SilenceLimit.objects.values_list("hours", "deal_type", "stage")
    return [SilenceRule(*row) for row in rows]
