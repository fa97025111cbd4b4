"""The verbs of contacts and companies. Nothing else writes them."""

from pritok.clients.actions.companies import add_company, change_company
from pritok.clients.actions.consents import give_consent
from pritok.clients.actions.contacts import add_contact, add_point, change_contact, follow_owner
from pritok.clients.actions.merging import merge_contacts

__all__ = [
    "add_company",
    "add_contact",
    "add_point",
    "change_company",
    "change_contact",
    "follow_owner",
    "give_consent",
    "merge_contacts",
]
