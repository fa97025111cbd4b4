"""Money as whole minor units (kopecks, cents) plus an ISO 4217 code. Floats never enter the arithmetic."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from pritok.kit.errors import wrong

# Minor-unit digits of currencies that do not have two, ISO 4217 table A.1.
_DIGITS = {
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0,
    "RWF": 0, "UGX": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
}  # fmt: skip

# Fits a signed 64-bit integer with room for sums over millions of deals.
MAX_MINOR = 10**13


def digits(currency: str) -> int:
    """Return how many minor-unit digits `currency` has."""
    return _DIGITS.get(currency, 2)


def to_minor(major: Decimal | int | float | str, currency: str) -> int:
    """Turn a major-unit amount into minor units, half up; ValueError if it is not a number or too large."""
    try:
        value = Decimal(str(major))
    except InvalidOperation as error:
        raise ValueError(f"not an amount: {major!r}") from error
    if not value.is_finite():
        raise ValueError(f"not an amount: {major!r}")
    # Before any rounding: that of a number with hundreds of digits fails in a way of its own.
    if abs(value) > MAX_MINOR:
        raise ValueError(f"amount out of range: {major!r}")
    minor = (value.scaleb(digits(currency))).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    if abs(minor) > MAX_MINOR:
        raise ValueError(f"amount out of range: {major!r}")
    return int(minor)


def field_to_minor(major: Decimal | None, currency: str, path: str) -> int | None:
    """Turn the amount of an input field into minor units; Invalid names the field when it is too large.

    An amount that is fine in roubles may not be in a currency of three digits.
    """
    if major is None:
        return None
    try:
        return to_minor(major, currency)
    except ValueError as error:
        raise wrong(path, "The amount is out of range.") from error


def to_major(minor: int, currency: str) -> int | float:
    """Turn minor units into the number the API shows: an int when whole, else a float of ≤ 3 digits."""
    places = digits(currency)
    whole, rest = divmod(minor, 10**places)
    return whole if rest == 0 else float(Decimal(minor).scaleb(-places))


_NOT_NUMBER = re.compile(r"[^\d,.\-]")


def parse_text(text: str, currency: str) -> int:
    """Read an amount as people and exports write it ("€ 2.900,00", "11 000", "1,234.50") into minor units.

    The last separator followed by one or two digits is the decimal one; every other is grouping.
    ValueError when no number is left.
    """
    cleaned = _NOT_NUMBER.sub("", text)
    match = re.fullmatch(r"(-?)([\d.,]*?)(?:[.,](\d{1,2}))?", cleaned)
    if not match or not re.search(r"\d", cleaned):
        raise ValueError(f"not an amount: {text!r}")
    sign, whole, fraction = match.groups()
    number = f"{sign}{re.sub(r'[.,]', '', whole) or '0'}.{fraction or '0'}"
    return to_minor(number, currency)


def share(minor: int, part: int, whole: int) -> int:
    """Return `minor × part / whole`, rounded half up, in integers."""
    if whole == 0:
        return 0
    quotient = Decimal(minor) * part / whole
    return int(quotient.quantize(Decimal(1), rounding=ROUND_HALF_UP))
