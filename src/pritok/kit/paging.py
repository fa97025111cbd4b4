"""Cursors for lists: an opaque token that holds the sort value and id of the last row shown."""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from pritok.kit.errors import Invalid

MAX_LIMIT = 200
DEFAULT_LIMIT = 50


@dataclass(frozen=True)
class Cursor:
    """The place after which the next page begins: the last row's sort value and its id."""

    value: Any
    id: str

    def encode(self) -> str:
        raw = json.dumps([self.value, self.id], separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    @classmethod
    def decode(cls, token: str) -> "Cursor":
        """Read a token; Invalid (422) when it is not one of ours."""
        try:
            raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
            value, row_id = json.loads(raw)
        except (binascii.Error, ValueError, TypeError) as error:
            raise Invalid(
                "The cursor is not valid.", fields={"cursor": "Not a cursor of this list."}
            ) from error
        if not isinstance(row_id, str) or isinstance(value, (dict, list)):
            raise Invalid(
                "The cursor is not valid.", fields={"cursor": "Not a cursor of this list."}
            )
        return cls(value, row_id)
