"""Files as rows: one reader per format, all of them yielding `Record`s and `Unreadable`s."""
