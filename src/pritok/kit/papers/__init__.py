"""Papers for clients, as PDF."""
