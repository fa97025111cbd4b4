"""The verbs of the desk: notes, contacts with the client, and both told from the past."""
