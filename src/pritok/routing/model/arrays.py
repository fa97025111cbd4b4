"""The arrays the model works with."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def sigmoid(logit: Floats) -> Floats:
    """Return 1 / (1 + e^-x) without overflow."""
    found: Floats = 0.5 * (1 + np.tanh(0.5 * logit))
    return found


def sums(index: Ints, values: Floats | Flags, size: int) -> Floats:
    """Return the sum of the values at each index below `size`."""
    return np.bincount(index.ravel(), values.ravel(), size).astype(float)
