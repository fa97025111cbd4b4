"""How many requests one source may send."""

from pritok.kit.pages.allowances import Allowance

# One token at full speed is above what one machine takes; a runaway script is what this stops.
PER_TOKEN = Allowance(per_minute=7_500, burst=1_500)
# An office behind one address fills a form a few times an hour, a robot does so for ever.
PER_ADDRESS = Allowance(per_minute=10, burst=30)
PER_FORM = Allowance(per_minute=300, burst=300)
# Above these, a proof of work is asked for; nobody is turned away yet.
CALM_ADDRESS = Allowance(per_minute=2, burst=5)
CALM_FORM = Allowance(per_minute=60, burst=60)


def forget_all() -> None:
    """Start every count anew; for tests."""
    for allowance in (PER_TOKEN, PER_ADDRESS, PER_FORM, CALM_ADDRESS, CALM_FORM):
        allowance.forget()
