"""Mail out, by the one server that is set up. Never call it inside a transaction: a slow server would hold it."""

from collections.abc import Sequence
from dataclasses import dataclass
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives


class MailFailed(Exception):
    """The server could not be reached or did not take the mail; trying again later may help."""


@dataclass(frozen=True)
class Attachment:
    name: str
    body: bytes
    content_type: str


def is_set_up() -> bool:
    return bool(settings.HAS_MAIL)


def send(
    *, to: str, subject: str, text: str, html: str = "", attachments: Sequence[Attachment] = ()
) -> None:
    """Hand one mail to the server; MailFailed when it was not taken. Says of itself that a machine wrote it."""
    # RFC 3834: other robots do not answer a mail that says so.
    headers = {"Auto-Submitted": "auto-generated"}
    mail = EmailMultiAlternatives(subject, text, to=[to], headers=headers)
    if html:
        mail.attach_alternative(html, "text/html")
    for attachment in attachments:
        mail.attach(attachment.name, attachment.body, attachment.content_type)
    try:
        mail.send()
    except (SMTPException, OSError) as failure:
        raise MailFailed(f"{type(failure).__name__}: {failure}"[:300]) from failure
