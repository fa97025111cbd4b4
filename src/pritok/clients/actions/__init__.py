"""The verbs of contacts and companies. Nothing else writes them."""

from pritok.clients.actions.companies import add_company, change_company
from pritok.clients.actions.contacts import add_contact, change_contact, follow_owners
from pritok.clients.actions.merging import merge_contacts

__all__ = [
    "add_company",
    "add_contact",
    "change_company",
    "change_contact",
    "follow_owners",
    "merge_contacts",
]
