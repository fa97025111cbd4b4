"""A manager's desk over HTTP: put together from deals, tasks, requests and what reports know."""

from pritok.api.desk.routes import router

__all__ = ["router"]
