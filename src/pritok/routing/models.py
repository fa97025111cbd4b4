"""Who takes part in the distribution of a pipeline, and the ledger of every decision."""

from django.db import models

from pritok.kit.ids import new_id


class Member(models.Model):
    """A manager's part in a pipeline. `weight` is a share (100 = one full share); `capacity` caps open deals.

    `given` counts what was given, `due_parts` what was owed so far (`fair.PARTS` to the deal): the fair count since
    the last change of who takes part.
    """

    pipeline = models.ForeignKey("deals.Pipeline", on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    weight = models.PositiveIntegerField(default=100)
    capacity = models.PositiveIntegerField(null=True)
    is_active = models.BooleanField(default=True)
    given = models.BigIntegerField(default=0)
    due_parts = models.BigIntegerField(default=0)

    class Meta:
        db_table = "routing_member"
        constraints = [
            models.UniqueConstraint(fields=["pipeline", "person"], name="routing_member_once")
        ]


class Assignment(models.Model):
    """One decision, complete enough to be replayed and to train on: only what was known at that moment.

    `eligible`: [{manager, weight, due, given, load}]; `features`: the deal's dimensions, hour, weekday, channel,
    whether the client is known …; `propensity`: chance of this choice under the rule that made it. Without a
    `person` nobody could take the deal, and `branch` says why.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    deal = models.ForeignKey("deals.Deal", on_delete=models.PROTECT, related_name="assignments")
    pipeline_id = models.BigIntegerField()
    at = models.DateTimeField()
    mode = models.CharField(max_length=12)
    branch = models.CharField(max_length=20)
    person = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor = models.CharField(max_length=70)
    propensity = models.FloatField(null=True)
    seed = models.BigIntegerField(null=True)
    rule_version = models.PositiveSmallIntegerField(default=1)
    eligible = models.JSONField(default=list)
    features = models.JSONField(default=dict)

    class Meta:
        db_table = "routing_assignment"
        indexes = [models.Index(fields=["pipeline_id", "at"], name="assignment_pipeline")]


class WaitingDeal(models.Model):
    """A deal in the pool that the distribution still has to give to somebody, oldest first.

    `since` is when its client began to wait. `former_id` gave it back and is passed over. `reason` says why nobody
    could take it so far; `attempts` and `retry_at` belong to decisions that failed.
    """

    deal = models.OneToOneField(
        "deals.Deal", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    pipeline_id = models.BigIntegerField()
    since = models.DateTimeField()
    channel = models.CharField(max_length=20)
    is_returning = models.BooleanField(default=False)
    former_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=20, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "routing_waiting"
        indexes = [models.Index(fields=["pipeline_id", "since"], name="routing_waiting_oldest")]
