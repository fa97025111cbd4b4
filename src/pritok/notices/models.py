"""What is sent to people, and when: reports by mail."""

from django.db import models


class Mailing(models.Model):
    """A report that comes to a person by mail, again and again.

    `query` is the report's query without its period; `period` says which one, counted from the day of sending.
    `hour` and the days are the organisation's. `attempts` counts failures since the last mail that went out.
    """

    person = models.ForeignKey(
        "accounts.User", on_delete=models.CASCADE, related_name="report_mailings"
    )
    name = models.CharField(max_length=120)
    report = models.CharField(max_length=20)
    query = models.CharField(max_length=2000, blank=True)
    period = models.CharField(max_length=12)
    every = models.CharField(max_length=5)
    weekday = models.PositiveSmallIntegerField(default=0)
    hour = models.PositiveSmallIntegerField(default=9)
    next_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "notices_mailing"
        indexes = [models.Index(fields=["next_at"], name="mailing_next")]
