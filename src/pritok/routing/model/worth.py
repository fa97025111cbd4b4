"""What a won deal of a kind is worth: the kind's own mean, pulled towards everybody's while it has few deals."""

import numpy as np

from pritok.routing.model.arrays import Floats, Ints, sums

# A kind with this many won deals is believed half.
_HALF_BELIEVED = 10.0
# A single huge deal must not decide who is worth most: margins above this part are cut.
_CUT = 0.99


def shrunk_means(kind: Ints, margin: Floats, kinds: int) -> Floats:
    """Return the expected margin of a won deal of each kind; 1 for all when nothing was won yet."""
    if not len(margin):
        return np.ones(kinds)
    cut = np.minimum(margin, np.quantile(margin, _CUT))
    total, count = sums(kind, cut, kinds), sums(kind, np.ones_like(cut), kinds)
    found: Floats = (total + _HALF_BELIEVED * cut.mean()) / (count + _HALF_BELIEVED)
    return found
