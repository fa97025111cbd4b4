"""Shapes of deals in the API: what comes out, what goes in, what lists are asked with, settings."""
