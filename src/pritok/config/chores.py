"""What the worker does now and then for rooms above it; every such schedule is listed here."""

from pritok.api.reporting.mailings import send_due
from pritok.automation.worker import Chore


def chores() -> list[Chore]:
    return [Chore("report mails", 30.0, send_due)]
