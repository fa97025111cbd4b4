"""The only reader of the environment: each value typed, documented, and refused at start when wrong."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class ConfigurationError(Exception):
    """A setting is wrong; the message says which and what is expected."""


def text(name: str, default: str) -> str:
    return os.environ.get(name, default)


def flag(name: str, default: bool) -> bool:
    raw = os.environ.get(name)
    if raw is None:
        return default
    if raw.lower() in {"1", "true", "yes", "on"}:
        return True
    if raw.lower() in {"0", "false", "no", "off", ""}:
        return False
    raise ConfigurationError(f"{name} must be 1 or 0, not {raw!r}")


def data_dir() -> Path:
    """Return the folder of database, mirror and secrets, made on first use with access for its owner only."""
    path = Path(text("PRITOK_DATA_DIR", "var")).resolve()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def secret_key(folder: Path) -> str:
    """Return PRITOK_SECRET_KEY, or the key generated and kept in the data folder on first start."""
    given = text("PRITOK_SECRET_KEY", "")
    if given:
        if len(given) < 32:
            raise ConfigurationError("PRITOK_SECRET_KEY is shorter than 32 characters")
        return given
    kept = folder / "secret_key"
    if not kept.exists():
        try:
            descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return kept.read_text().strip()
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return kept.read_text().strip()


# FULL, not NORMAL: an acknowledged request must survive a power cut, not only a crash (decision 0004).
_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-20000;"
    "PRAGMA temp_store=MEMORY;PRAGMA mmap_size=268435456"
)


def database(url: str, folder: Path) -> dict[str, object]:
    """Turn PRITOK_DATABASE_URL into Django's settings; ConfigurationError for an unknown scheme."""
    url = url or f"sqlite:///{folder / 'pritok.sqlite3'}"
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(url.removeprefix("sqlite:///")),
            # Threads are kept (see `handling.py`), so opening the file once per thread is enough.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": _SQLITE_PRAGMAS,
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        extra = dict(parse_qsl(parts.query))
        pool = {"min_size": 2, "max_size": int(extra.pop("pool_max", "20")), "timeout": 10}
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or extra.pop("host", "")),
            "PORT": str(parts.port or ""),
            "OPTIONS": {"pool": pool, **extra},
        }
    raise ConfigurationError(
        f"PRITOK_DATABASE_URL must start with sqlite:/// or postgres://, not {parts.scheme!r}"
    )


def mail(url: str) -> dict[str, Any]:
    """Turn PRITOK_SMTP_URL into Django's mail settings; empty: no mail is sent. ConfigurationError when it is wrong.

    `smtp://USER:PASSWORD@HOST:PORT?from=ADDRESS` speaks STARTTLS, `smtps://` TLS from the first byte;
    `&tls=0` is for a mail server on this machine.
    """
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend", "HAS_MAIL": False}
    parts, extra = urlsplit(url), dict(parse_qsl(urlsplit(url).query))
    if (
        parts.scheme not in {"smtp", "smtps"}
        or not parts.hostname
        or "@" not in extra.get("from", "")
    ):
        expected = "smtp://USER:PASSWORD@HOST:PORT?from=ADDRESS"
        raise ConfigurationError(f"PRITOK_SMTP_URL must look like {expected}")
    is_tls = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "HAS_MAIL": True,
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if is_tls else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": is_tls,
        "EMAIL_USE_TLS": not is_tls and extra.get("tls", "1") != "0",
        "DEFAULT_FROM_EMAIL": extra["from"],
    }
