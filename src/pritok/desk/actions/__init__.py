"""The verbs of the desk: notes, contacts with the client, handing over, and all of it told from the past."""

from pritok.desk.actions.contacting import log_contact
from pritok.desk.actions.handing import hand_over
from pritok.desk.actions.notes import add_note

__all__ = ["add_note", "hand_over", "log_contact"]
