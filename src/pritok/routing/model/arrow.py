"""Normal equations in the shape of an arrow: one common part, and blocks that only the common part connects.

Managers' own effects meet each other nowhere but in the common part, so 200 managers cost 200 small systems and one
of the common size instead of one of their sum: megabytes instead of gigabytes.
"""

from dataclasses import dataclass

import numpy as np

from pritok.routing.model.arrays import Floats, Ints, sums
from pritok.routing.model.tables import Columns, Shape


@dataclass(frozen=True, slots=True)
class Sides:
    """A vector over all columns: `common` (p) and `personal` (people × b)."""

    common: Floats
    personal: Floats

    @classmethod
    def zeros(cls, shape: Shape) -> "Sides":
        return cls(np.zeros(shape.common), np.zeros((shape.people, shape.personal)))

    def plus(self, other: "Sides", step: float) -> "Sides":
        return Sides(self.common + step * other.common, self.personal + step * other.personal)

    @classmethod
    def transposed(cls, columns: Columns, shape: Shape, residual: Floats) -> "Sides":
        """Return X'r."""
        weights = columns.common_values * residual[:, None]
        common = sums(columns.common, weights, shape.common)
        if not shape.people:
            return cls(common, np.zeros((0, shape.personal)))
        index = columns.personal + columns.person[:, None] * shape.personal
        weights = columns.personal_values * residual[:, None]
        size = shape.people * shape.personal
        personal = sums(index, weights, size)
        return cls(common, personal.reshape(shape.people, shape.personal))

    def along(self, columns: Columns) -> Floats:
        """Return X times this vector: one number per deal."""
        found: Floats = (self.common[columns.common] * columns.common_values).sum(axis=1)
        if len(self.personal):
            own = self.personal[columns.person[:, None], columns.personal]
            found += (own * columns.personal_values).sum(axis=1)
        return found


@dataclass(frozen=True, slots=True)
class Arrow:
    """One symmetric positive matrix: `common` (p × p), `border` (people × b × p), `blocks` (people × b × b)."""

    common: Floats
    border: Floats
    blocks: Floats

    @classmethod
    def gram(cls, columns: Columns, shape: Shape, weight: Floats, ridge: Sides) -> "Arrow":
        """Return X'WX + diag(ridge)."""
        p, b, people = shape.common, shape.personal, shape.people
        common = np.diag(ridge.common)
        for place in range(columns.common.shape[1]):
            scaled = columns.common_values * (weight * columns.common_values[:, place])[:, None]
            common += _add_up(columns.common[:, place], columns.common, scaled, (p, p))
        blocks = np.zeros((people * b, b))
        border = np.zeros((people * b, p))
        own = columns.personal + columns.person[:, None] * b
        for place in range(own.shape[1] if people else 0):
            scale = (weight * columns.personal_values[:, place])[:, None]
            row = own[:, place]
            blocks += _add_up(row, columns.personal, columns.personal_values * scale, blocks.shape)
            border += _add_up(row, columns.common, columns.common_values * scale, border.shape)
        own_blocks = blocks.reshape(people, b, b)
        own_blocks[:, np.arange(b), np.arange(b)] += ridge.personal
        return cls(common, border.reshape(people, b, p), own_blocks)

    def solve(self, right: Sides) -> tuple[Sides, Sides]:
        """Return the solution for a right side, and the diagonal of the inverse."""
        inverse = np.linalg.inv(self.blocks)
        reach = inverse @ self.border
        schur = self.common - np.einsum("mbp,mbq->pq", self.border, reach, optimize=True)
        rest = right.common - np.einsum("mbp,mb->p", reach, right.personal)
        middle = np.linalg.inv(schur)
        common = middle @ rest
        personal = (inverse @ right.personal[..., None])[..., 0] - reach @ common
        own = np.diagonal(inverse, axis1=1, axis2=2) + ((reach @ middle) * reach).sum(axis=2)
        return Sides(common, personal), Sides(np.diagonal(middle).copy(), own)


def _add_up(row: Ints, column: Ints, values: Floats, size: tuple[int, int]) -> Floats:
    """Return a matrix of this size with each value added at its row and column."""
    index = row[:, None] * size[1] + column
    return sums(index, values, size[0] * size[1]).reshape(size)
