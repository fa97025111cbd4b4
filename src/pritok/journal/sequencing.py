"""PostgreSQL only: give committed facts their position, in commit order.

A sequence number is handed out before commit, so a reader that asks for `seq > cursor` steps over slow
transactions. Here every fact also lands in `journal_pending` (by trigger); whoever reads first moves what has
been committed since into `journal_position`, one sequencer at a time. The number it gets there is final.
"""

from django.db import connection, transaction

# Any fixed number: it names the lock that lets one sequencer work at a time.
_SEQUENCER_LOCK = 7_041_001

_MOVE = """
with taken as (delete from journal_pending returning seq)
insert into journal_position (seq) select seq from taken order by seq
"""


def sequence_committed() -> None:
    """Move every committed pending fact into the order; nothing to do costs one index look-up."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("select 1 from journal_pending limit 1")
        if cursor.fetchone() is None:
            return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_SEQUENCER_LOCK])
        cursor.execute(_MOVE)
