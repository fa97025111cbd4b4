"""How to reach a person, brought into the one form in which the same number or address is always equal."""

from collections.abc import Iterable, Sequence

from pritok.accounts.models import Organisation
from pritok.kit.errors import wrong
from pritok.kit.phones import normalise_phone
from pritok.kit.texts import normalise_email

Point = tuple[str, str]

MAX_POINTS = 20
_DEFAULT_REGION = "RU"


def normalise_points(points: Iterable[Sequence[str]]) -> list[Point]:
    """Return (kind, value) pairs in E.164 and lower case, each once, in order; Invalid names the wrong one."""
    points = list(points)
    # A number written with its country needs no look-up of ours.
    is_local = any(kind == "phone" and not value.startswith("+") for kind, value in points)
    region = _region() if is_local else _DEFAULT_REGION
    seen: dict[Point, None] = {}
    for place, (kind, value) in enumerate(points):
        if kind not in {"phone", "email"}:
            raise wrong(f"points.{place}.kind", "One of: phone, email.")
        normal = (
            normalise_phone(value, region=region) if kind == "phone" else normalise_email(value)
        )
        if normal is None:
            raise wrong(f"points.{place}.value", f"This is not a valid {kind}.")
        seen[kind, normal] = None
    if len(seen) > MAX_POINTS:
        raise wrong("points", f"At most {MAX_POINTS} phones and addresses.")
    return list(seen)


def _region() -> str:
    row = Organisation.objects.filter(pk=1).values_list("phone_region", flat=True).first()
    return row or _DEFAULT_REGION
