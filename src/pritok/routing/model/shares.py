"""Recent shares: what was given against what was due, the older the less it counts."""

# After this many decisions per manager a decision counts half.
MEMORY = 40.0
# Imagined deals on both sides, so that the first few do not look like feast or famine.
PRIOR = 2.0


def kept_by(people: int) -> float:
    """Return what one more decision leaves of the earlier counts."""
    return float(0.5 ** (1 / (MEMORY * max(people, 1))))
