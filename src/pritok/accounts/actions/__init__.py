"""The verbs on people, sessions, tokens and the organisation: the only writers of this room."""

from pritok.accounts.actions.absences import add_absence, remove_absence
from pritok.accounts.actions.look import change_look
from pritok.accounts.actions.organisation import add_holiday, change_organisation, remove_holiday
from pritok.accounts.actions.passwords import change_own_password, reset_password
from pritok.accounts.actions.people import add_person, change_own_account, change_person
from pritok.accounts.actions.setting_up import (
    create_admin,
    create_organisation,
    prove_setup_code,
    set_up,
)
from pritok.accounts.actions.teams import add_team, change_team
from pritok.accounts.actions.tokens import issue_token, revoke_token

__all__ = [
    "add_absence",
    "add_holiday",
    "add_person",
    "add_team",
    "change_look",
    "change_organisation",
    "change_own_account",
    "change_own_password",
    "change_person",
    "change_team",
    "create_admin",
    "create_organisation",
    "issue_token",
    "prove_setup_code",
    "remove_absence",
    "remove_holiday",
    "reset_password",
    "revoke_token",
    "set_up",
]
