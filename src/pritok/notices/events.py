"""Facts about what is sent to people."""

from pritok.journal.payloads import Payload


class MailingChanged(Payload, frozen=True):
    """`what`: made, removed."""

    kind = "report_mailing.changed"
    mailing: int
    report: str
    what: str


class MailingSent(Payload, frozen=True):
    kind = "report_mailing.sent"
    mailing: int
    report: str


class MailingFailed(Payload, frozen=True):
    """The mail did not go out; it is tried again."""

    kind = "report_mailing.failed"
    mailing: int
    report: str
    attempts: int
