"""The gate: choosing by probability begins only once managers' effects predict deals nobody had seen.

Every refit judges the fit before it on outcomes that came since. The gain in log-likelihood over a model without
managers, above that of a model whose managers were shuffled, has to reach ln 20.
"""

from dataclasses import dataclass
from math import log

OPENS_AT = log(20)
SHUTS_AT = 0.0
# Fifteen blocks of 200 deals: as far back as the gate looks.
BLOCK = 200
BLOCKS = 15


@dataclass(frozen=True, slots=True)
class Block:
    """Outcomes judged before they were learned from: `gain` of the model and of its `shuffled` twin, in nats."""

    deals: int
    gain: float
    shuffled: float


def with_block(blocks: tuple[Block, ...], new: Block) -> tuple[Block, ...]:
    """Return the blocks the gate looks at next; a small one grows until it is full."""
    if blocks and blocks[-1].deals < BLOCK:
        last = blocks[-1]
        new = Block(last.deals + new.deals, last.gain + new.gain, last.shuffled + new.shuffled)
        blocks = blocks[:-1]
    return (*blocks, new)[-BLOCKS:]


def strength(blocks: tuple[Block, ...]) -> float:
    """Return the evidence in nats."""
    return sum(block.gain - block.shuffled for block in blocks)


def is_open_after(blocks: tuple[Block, ...], *, was_open: bool) -> bool:
    found = strength(blocks)
    return found >= OPENS_AT or (was_open and found > SHUTS_AT)
