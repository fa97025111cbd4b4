"""Reading deals: lists, the board, one deal in full, search. Every reader starts at the door in `access`."""
