"""Q2: how large, profitable and rich the checks of won deals are, and how far managers are apart."""

from pritok.analytics.reports.checks.answering import CHECKS_REPORT

__all__ = ["CHECKS_REPORT"]
