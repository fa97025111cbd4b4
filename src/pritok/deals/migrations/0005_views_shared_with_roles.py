from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deals", "0004_owners_index_covers_clients")]

    operations = [
        migrations.AlterField(
            model_name="savedview",
            name="shared_with",
            field=models.CharField(default="me", max_length=8),
        ),
    ]
