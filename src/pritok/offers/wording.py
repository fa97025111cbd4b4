"""Money, numbers and days as clients read them, in the language of the offer."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from pritok.kit.money import digits

_QUANTITY = "#,##0.###"
_RATE = "0.##"
# A currency that has only its code: babel puts no space between that and the figure.
_CODE = re.compile(r"[A-Z](?=\d)")


@dataclass(frozen=True)
class Wording:
    language: str
    currency: str

    def money(self, minor: int) -> str:
        """Return the amount with its currency."""
        text = format_currency(self._major(minor), self.currency, locale=self.language)
        return _CODE.sub("\\g<0>\N{NO-BREAK SPACE}", text)

    def amount(self, minor: int) -> str:
        """Return the amount alone, for the cells of a table that names the currency once."""
        places = digits(self.currency)
        pattern = f"#,##0.{'0' * places}" if places else "#,##0"
        return format_decimal(self._major(minor), pattern, locale=self.language)

    def quantity(self, milli: int) -> str:
        return format_decimal(Decimal(milli) / 1000, _QUANTITY, locale=self.language)

    def rate(self, bp: int) -> str:
        # A space that does not break, as both languages' typesetters have it.
        return (
            f"{format_decimal(Decimal(bp) / 100, _RATE, locale=self.language)}\N{NO-BREAK SPACE}%"
        )

    def day(self, day: date) -> str:
        return format_date(day, "long", locale=self.language)

    def _major(self, minor: int) -> Decimal:
        return Decimal(minor).scaleb(-digits(self.currency))


def paragraphs(text: str) -> list[list[str]]:
    """Return the paragraphs of a text, each as its lines; empty lines divide them."""
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            blocks[-1].append(line.strip())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def short_hash(content_hash: str) -> str:
    """Return the beginning of a hash in groups, short enough to compare by eye."""
    return " ".join(_groups(content_hash[:16]))


def _groups(text: str) -> Iterable[str]:
    return (text[at : at + 4] for at in range(0, len(text), 4))
