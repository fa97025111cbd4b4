"""Phone numbers in E.164, so that one person written five ways is one person."""

import phonenumbers

from pritok.kit.texts import clean


def normalise_phone(text: str, *, region: str) -> str | None:
    """Return the E.164 form of `text` read in `region` ("RU"), or None when it cannot be a number."""
    written = clean(text, limit=64)
    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
