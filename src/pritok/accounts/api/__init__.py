"""The routes of people, sessions, working time and tokens."""

from ninja import Router

from pritok.accounts.api import look, me, people, session, tokens, working_time

router = Router()
router.add_router("", session.router)
router.add_router("", me.router)
router.add_router("", people.router)
router.add_router("", working_time.router)
router.add_router("", look.router)
router.add_router("", tokens.router)
