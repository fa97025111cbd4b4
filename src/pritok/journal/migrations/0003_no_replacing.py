"""SQLite: `insert or replace` removes the old row without asking the delete trigger, so it is refused too."""

from django.db import migrations

CREATE = """create trigger journal_no_replace before insert on journal_fact
when new.seq is not null and exists (select 1 from journal_fact where seq = new.seq)
begin select raise(abort, 'the journal is append-only'); end"""
DROP = "drop trigger journal_no_replace"


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(CREATE)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(DROP)


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_append_only_and_order")]
    operations = [migrations.RunPython(forwards, backwards)]
