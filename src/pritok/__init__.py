"""Pritok: an open-source CRM for inbound sales that answers how the company sells."""

__version__ = "0.1.0"
