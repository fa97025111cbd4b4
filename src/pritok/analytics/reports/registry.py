"""All reports, in the order they are shown."""

from pritok.analytics.reports.activity import ACTIVITY_REPORT
from pritok.analytics.reports.checks import CHECKS_REPORT
from pritok.analytics.reports.conversion import CONVERSION_REPORT
from pritok.analytics.reports.cycle import CYCLE_REPORT
from pritok.analytics.reports.dwell import DWELL_REPORT
from pritok.analytics.reports.forgotten import FORGOTTEN_REPORT
from pritok.analytics.reports.losses import LOSSES_REPORT
from pritok.analytics.reports.refusals import REFUSALS_REPORT
from pritok.analytics.reports.report import Report
from pritok.analytics.reports.sla import SLA_REPORT

REPORTS: dict[str, Report] = {
    report.key: report
    for report in (
        CONVERSION_REPORT,
        CHECKS_REPORT,
        LOSSES_REPORT,
        FORGOTTEN_REPORT,
        DWELL_REPORT,
        CYCLE_REPORT,
        REFUSALS_REPORT,
        SLA_REPORT,
        ACTIVITY_REPORT,
    )
}
