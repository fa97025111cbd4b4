"""The verbs on offers: writing, sending, and what clients do with what was sent."""
