"""How often strangers may open offers, guess links and answer."""

from pritok.kit.pages.allowances import Allowance

# An office behind one address reads several offers; a script that tries links does so for ever.
OPENINGS = Allowance(per_minute=60, burst=120)
GUESSES = Allowance(per_minute=6, burst=20)
PAPERS = Allowance(per_minute=20, burst=20)
ANSWERS = Allowance(per_minute=10, burst=20)
# A page reports every ten seconds, and once more when it is left.
REPORTS = Allowance(per_minute=120, burst=120)


def forget_all() -> None:
    """Start every count anew; for tests."""
    for allowance in (OPENINGS, GUESSES, PAPERS, ANSWERS, REPORTS):
        allowance.forget()
