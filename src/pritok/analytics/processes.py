"""What a folding process runs. Imported before Django is set up, so everything else is imported inside."""

import gc
import os
from typing import TYPE_CHECKING
from uuid import UUID

from pritok.analytics.stages import Stage

if TYPE_CHECKING:
    from pritok.analytics.foundry import Batch


def prepare(database: str) -> None:
    """Set up Django on the caller's database, which in a test is not the configured one."""
    import django  # import: the process has only just begun

    django.setup()
    from django.db import connection  # import: needs the settings

    connection.settings_dict["NAME"] = database
    # Whoever answers people goes first.
    os.nice(10)
    # Rows make no cycles; looking for some would take a fifth of the time.
    gc.disable()


def forge(after: UUID | None, last: UUID, stages: list[Stage], calendar: str) -> "Batch":
    from pritok.analytics import foundry  # import: needs the models, ready only after `prepare`

    return foundry.forge(after, last, stages, calendar)
