"""SQLite as this project uses it: one function for the web, the job worker and the command line."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

#: "ShSa" as four bytes: a file with another number was not made by this program.
APPLICATION_ID = 0x53685361
#: Older libraries can corrupt a WAL database when two connections write or checkpoint at once.
FIRST_SAFE_WAL = (3, 51, 3)
BUSY_SECONDS = 5


def journal_and_sync(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> tuple[str, str]:
    """Return the journal mode and the synchronous level that are durable with this SQLite library.

    >>> journal_and_sync((3, 40, 1)), journal_and_sync((3, 51, 3))
    (('TRUNCATE', 'EXTRA'), ('WAL', 'FULL'))
    """
    return ("WAL", "FULL") if version >= FIRST_SAFE_WAL else ("TRUNCATE", "EXTRA")


def sqlite_settings(path: Path | str) -> dict[str, Any]:
    """Return Django's settings of the SQLite database at ``path``; memory-mapped reading stays off."""
    journal, sync = journal_and_sync()
    pragmas = {
        "journal_mode": journal,
        "synchronous": sync,
        "foreign_keys": "ON",
        "secure_delete": "ON",
        "busy_timeout": BUSY_SECONDS * 1000,
    }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": BUSY_SECONDS,
            "init_command": "".join(f"PRAGMA {name}={value};" for name, value in pragmas.items()),
        },
    }


def refuse_foreign_file(*, connection: Any, **_: Any) -> None:
    """Mark a new database as ours, and refuse to open one that another program made."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        found = cursor.execute("PRAGMA application_id").fetchone()[0]
        if found == APPLICATION_ID:
            return
        tables = cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if found or tables:
            raise ImproperlyConfigured(f"{connection.settings_dict['NAME']} is not a database of Shared Safety.")
        cursor.execute(f"PRAGMA application_id={APPLICATION_ID}")
