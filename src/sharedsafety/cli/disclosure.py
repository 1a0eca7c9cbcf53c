"""The verbs ``disclosure ...``: what may leave the house about people."""

from __future__ import annotations

from typing import Any

from sharedsafety.cli.records import add_records_verb


def add_verbs(verbs: Any) -> None:
    """Register ``disclosure records``."""
    chapter = verbs.add_parser("disclosure", help="what may leave the house about people")
    add_records_verb(chapter.add_subparsers(metavar="VERB", required=True))
