"""Protects the journal by triggers and, on PostgreSQL, sets up the order of positions."""

from django.db import migrations

# Kept here in full, not imported: a migration must not change when the code does.
_REFUSE = "begin select raise(abort, 'the journal is append-only'); end"
SQLITE = [
    f"create trigger journal_no_update before update on journal_fact {_REFUSE}",
    f"create trigger journal_no_delete before delete on journal_fact {_REFUSE}",
]
POSTGRESQL = [
    """create function journal_refuse() returns trigger language plpgsql as $$
       begin raise exception 'the journal is append-only'; end $$""",
    """create trigger journal_no_change before update or delete on journal_fact
       for each row execute function journal_refuse()""",
    """create trigger journal_no_truncate before truncate on journal_fact
       for each statement execute function journal_refuse()""",
    "create table journal_pending (seq bigint primary key)",
    """create table journal_position (
       position bigint generated always as identity primary key, seq bigint not null unique)""",
    """create function journal_enqueue() returns trigger language plpgsql as $$
       begin insert into journal_pending (seq) select seq from added; return null; end $$""",
    """create trigger journal_enqueue after insert on journal_fact
       referencing new table as added for each statement execute function journal_enqueue()""",
]
POSTGRESQL_UNDO = [
    "drop trigger journal_enqueue on journal_fact",
    "drop function journal_enqueue()",
    "drop table journal_position",
    "drop table journal_pending",
    "drop trigger journal_no_truncate on journal_fact",
    "drop trigger journal_no_change on journal_fact",
    "drop function journal_refuse()",
]
SQLITE_UNDO = ["drop trigger journal_no_update", "drop trigger journal_no_delete"]


def forwards(apps, schema_editor):
    for sql in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(sql)


def backwards(apps, schema_editor):
    for sql in POSTGRESQL_UNDO if schema_editor.connection.vendor == "postgresql" else SQLITE_UNDO:
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_facts")]
    operations = [migrations.RunPython(forwards, backwards)]
