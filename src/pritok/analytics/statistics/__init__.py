"""Formulas without business: numbers in, numbers out, each with its source. One file per subject:

`rates` (intervals of single rates), `survival` and `groupwise` (how long things last), `tables` (rates of many
people side by side), `checks` (amounts of many people), `comparing` (who is ahead, from posterior draws),
`refusals` (reason × anything) and `trends` (weeks).
"""

from pritok.analytics.statistics.rates import Interval, index, wilson
from pritok.analytics.statistics.survival import ADVANCED, CENSORED, LOST, cumulative_incidence

__all__ = [
    "ADVANCED",
    "CENSORED",
    "LOST",
    "Interval",
    "cumulative_incidence",
    "index",
    "wilson",
]
