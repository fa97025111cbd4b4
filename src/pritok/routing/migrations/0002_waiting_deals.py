"""Keeps a line of deals that wait for a manager, and debts in finer parts of a deal."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("routing", "0001_ledger"), ("deals", "0001_deals")]
    operations = [
        migrations.RenameField("member", "due_milli", "due_parts"),
        migrations.CreateModel(
            name="WaitingDeal",
            fields=[
                (
                    "deal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="deals.deal",
                    ),
                ),
                ("pipeline_id", models.BigIntegerField()),
                ("since", models.DateTimeField()),
                ("channel", models.CharField(max_length=20)),
                ("is_returning", models.BooleanField(default=False)),
                ("former_id", models.BigIntegerField(null=True)),
                ("reason", models.CharField(blank=True, max_length=20)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("retry_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "routing_waiting",
                "indexes": [
                    models.Index(fields=["pipeline_id", "since"], name="routing_waiting_oldest")
                ],
            },
        ),
    ]
