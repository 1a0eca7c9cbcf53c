"""What a real installation reads from its environment: names, types, defaults, meaning; all faults at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

REQUIRED = object()


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable of the environment; ``read`` turns its text into a value or raises ValueError."""

    name: str
    read: Callable[[str], Any]
    default: Any
    meaning: str


def secret(text: str) -> str:
    """Return a secret key that is long enough to sign sessions with."""
    if len(text) < 50:
        raise ValueError("needs at least 50 characters")
    return text


def names(text: str) -> list[str]:
    """Return the comma-separated names of ``text``; a bare star would let any host in and is refused."""
    found = [part.strip() for part in text.split(",") if part.strip()]
    if not found or "*" in found:
        raise ValueError("needs host names, separated by commas")
    return found


def flag(text: str) -> bool:
    """Return true or false.

    >>> flag("no")
    False
    """
    words = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    if text.lower() not in words:
        raise ValueError("is yes or no")
    return words[text.lower()]


def seconds(text: str) -> int:
    """Return a number of seconds."""
    if not text.isascii() or not text.isdigit() or len(text) > 10:
        raise ValueError("is a whole number of seconds")
    return int(text)


def folder(text: str) -> Path:
    """Return an absolute folder."""
    path = Path(text)
    if not path.is_absolute():
        raise ValueError("is an absolute path")
    return path


def database(text: str) -> dict[str, Any]:
    """Return Django's settings for ``postgresql://user:password@host:port/name``."""
    parts = urlsplit(text)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ValueError("looks like postgresql://user:password@host:5432/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


SETTINGS = (
    Setting("SHAREDSAFETY_SECRET_KEY", secret, REQUIRED, "signs sessions; 50 random characters or more"),
    Setting("SHAREDSAFETY_HOSTS", names, REQUIRED, "host names people type, separated by commas"),
    Setting("SHAREDSAFETY_VAR", folder, REQUIRED, "folder for the database and the published sites; local disk"),
    Setting("SHAREDSAFETY_DATABASE_URL", database, None, "PostgreSQL for large places; without it SQLite"),
    Setting("SHAREDSAFETY_BEHIND_PROXY", flag, False, "yes: a proxy ends TLS and sets X-Forwarded-Proto itself"),
    Setting("SHAREDSAFETY_HSTS_SECONDS", seconds, 31_536_000, "how long browsers insist on https"),
    Setting("SHAREDSAFETY_SECOND_FACTOR", flag, True, "yes: staff must add a passkey or an authenticator app"),
)


def read_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    """Return the value of every setting.

    Raises:
        ImproperlyConfigured: one or more are missing or wrong; the message lists them all.
    """
    values: dict[str, Any] = {}
    faults: list[str] = []
    for setting in SETTINGS:
        text = environ.get(setting.name, "")
        if not text and setting.default is REQUIRED:
            faults.append(f"{setting.name} is missing ({setting.meaning})")
            continue
        try:
            values[setting.name] = setting.read(text) if text else setting.default
        except ValueError as fault:
            faults.append(f"{setting.name} {fault}")
    if faults:
        raise ImproperlyConfigured("; ".join(faults))
    return values
