"""The public page of an offer: what the holder of a link sees, answers and tells us by reading."""
