"""What the declarations of the routes that change one deal have in common."""

from typing import Any

from pritok.api.responses import errors
from pritok.deals.schemas.out import DealOut

# The answer is the deal as it is now, without what this asker may not know.
CHANGES_A_DEAL: dict[str, Any] = {
    "response": errors(404, 409, ok={200: DealOut}),
    "exclude_unset": True,
}
