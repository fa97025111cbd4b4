from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_session_epoch_and_attempts")]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="openness",
            field=models.JSONField(default=dict),
        ),
    ]
