"""Imports: which file, how far it got, and which of our records each foreign id became."""

from django.db import models


class ImportRun(models.Model):
    """One run of one file through one map. `done_rows` is committed with the rows, so a run can go on after a stop."""

    file_name = models.CharField(max_length=255)
    file_hash = models.CharField(max_length=64)
    map_hash = models.CharField(max_length=64)
    entity = models.CharField(max_length=30)
    state = models.CharField(max_length=10, default="running")
    total_rows = models.PositiveIntegerField(default=0)
    done_rows = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    report = models.CharField(max_length=500, blank=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "exchange_run"
        indexes = [models.Index(fields=["file_hash", "map_hash"], name="exchange_run_file")]


class ForeignKeyMap(models.Model):
    """`external_id` of a record in another system (`origin`) and the id it got here."""

    origin = models.CharField(max_length=60)
    entity = models.CharField(max_length=20)
    external_id = models.CharField(max_length=120)
    internal_id = models.CharField(max_length=36)

    class Meta:
        db_table = "exchange_foreign_key"
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "entity", "external_id"], name="foreign_key_once"
            )
        ]
