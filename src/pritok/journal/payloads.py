"""What a fact says: typed, versioned payloads and the registry that turns stored JSON back into them."""

from typing import Any, ClassVar

import msgspec

_registry: dict[str, type["Payload"]] = {}


class Payload(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=False):
    """The data of one kind of fact. Subclasses set `kind` and `version` and hold no personal data."""

    kind: ClassVar[str] = ""
    version: ClassVar[int] = 1

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.kind:
            known = _registry.setdefault(cls.kind, cls)
            if known.__qualname__ != cls.__qualname__ or known.__module__ != cls.__module__:
                raise TypeError(f"two payloads claim the kind {cls.kind!r}")
            _registry[cls.kind] = cls


def payload_type(kind: str) -> type[Payload]:
    """Return the payload class of `kind`; KeyError when no room declares it."""
    return _registry[kind]


def catalogue() -> dict[str, type[Payload]]:
    """Return every declared kind with its payload class, sorted by kind."""
    return dict(sorted(_registry.items()))


def encode(payload: Payload) -> str:
    return msgspec.json.encode(payload).decode()


def decode(kind: str, data: str) -> Payload:
    """Read stored JSON back into its payload; unknown extra fields of newer versions are ignored."""
    return msgspec.json.decode(data, type=_registry[kind])
