"""The append-only record. Rows are never updated or deleted: database triggers refuse it."""

from django.db import models


class Fact(models.Model):
    """One thing that happened. On SQLite `seq` is also the position; on PostgreSQL see `reading.py`.

    `at` is when it happened, `recorded_at` when it was written (they differ for imported history).
    `audience` is a list of words: `everyone`, `leaders` (head and admin only), `pool`, `user:<id>`.
    """

    seq = models.BigAutoField(primary_key=True)
    id = models.UUIDField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    deal_id = models.UUIDField(null=True)
    subject = models.CharField(max_length=60)
    owner_id = models.BigIntegerField(null=True)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=60)
    audience = models.CharField(max_length=200)
    data = models.TextField()
    cause = models.UUIDField(null=True)

    class Meta:
        db_table = "journal_fact"
        indexes = [models.Index(fields=["deal_id", "seq"], name="journal_fact_deal")]


class ReaderCursor(models.Model):
    """How far a named durable reader has come. Readers that keep their own cursor have no row."""

    name = models.CharField(max_length=60, primary_key=True)
    position = models.BigIntegerField(default=0)
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "journal_cursor"
