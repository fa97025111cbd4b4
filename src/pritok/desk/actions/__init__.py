"""The verbs of the desk: notes, contacts with the client, tasks, handing over; and all of it told from the past."""

from pritok.desk.actions.contacting import log_contact
from pritok.desk.actions.handing import hand_over
from pritok.desk.actions.notes import add_note
from pritok.desk.actions.tasks import (
    Plan,
    cancel_task,
    change_task,
    edit_task,
    finish_task,
    move_task,
    plan_task,
)

__all__ = [
    "Plan",
    "add_note",
    "cancel_task",
    "change_task",
    "edit_task",
    "finish_task",
    "hand_over",
    "log_contact",
    "move_task",
    "plan_task",
]
