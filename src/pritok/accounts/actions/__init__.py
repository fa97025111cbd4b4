"""The verbs on people, sessions, tokens and the organisation: the only writers of this room."""
