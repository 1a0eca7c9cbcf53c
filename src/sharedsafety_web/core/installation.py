"""Facts about this installation that its people should be able to see."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from sharedsafety import __version__
from sharedsafety_web.core.selectors import record_broken


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallationFacts:
    """What the page of the installation shows; ``journal`` and ``sync`` as the database itself reports them."""

    version: str
    database: str
    database_version: str
    journal: str
    sync: str
    free_bytes: int
    record_holds: bool
    second_factor_required: bool


def installation_facts() -> InstallationFacts:
    """Return the facts, asked from the running parts and not from their settings."""
    journal, sync = _journal() if connection.vendor == "sqlite" else ("", "")
    place = settings.VAR_DIR if settings.VAR_DIR.exists() else settings.BASE_DIR
    return InstallationFacts(
        version=__version__,
        database=connection.display_name,
        database_version=".".join(str(part) for part in connection.get_database_version()),
        journal=journal,
        sync=sync,
        free_bytes=shutil.disk_usage(place).free,
        record_holds=not record_broken(),
        second_factor_required=settings.SECOND_FACTOR_REQUIRED,
    )


def _journal() -> tuple[str, str]:
    with connection.cursor() as cursor:
        journal = str(cursor.execute("PRAGMA journal_mode").fetchone()[0]).upper()
        level = cursor.execute("PRAGMA synchronous").fetchone()[0]
    return journal, ("OFF", "NORMAL", "FULL", "EXTRA")[level]
