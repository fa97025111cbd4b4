"""The desk over HTTP: the timeline and what is written into it, handing over, tasks, calendar links."""

from ninja import Router

from pritok.desk.api import feeds, tasks, timeline

router = Router()
router.add_router("", timeline.router)
router.add_router("", tasks.router)
router.add_router("", feeds.router)
