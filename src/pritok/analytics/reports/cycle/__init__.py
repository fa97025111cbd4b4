"""Q6: how long deals take from the first contact to the end, and whose the time is."""

from pritok.analytics.reports.cycle.answering import CYCLE_REPORT

__all__ = ["CYCLE_REPORT"]
