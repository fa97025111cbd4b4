"""The routes of deals, of the clients' pages with deals on them, and of their settings."""

from ninja import Router

from pritok.deals.api import boards, changes, clients, deals, oversight, settings

router = Router()
router.add_router("", changes.router)
router.add_router("", deals.router)
router.add_router("", boards.router)
router.add_router("", clients.router)
router.add_router("", settings.router)
router.add_router("", oversight.router)
