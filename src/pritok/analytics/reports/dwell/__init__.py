"""Q5: how long deals stay in a stage and in whose hands, and which are stuck."""

from pritok.analytics.reports.dwell.answering import DWELL_REPORT

__all__ = ["DWELL_REPORT"]
