"""The first-run set-up and what a new company starts with."""

from pritok.api.first_run.routes import router

__all__ = ["router"]
