"""Contents of entries of a public record, as the platform writes them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sharedsafety.core.hash_chain import ChainEntry
from sharedsafety.core.site_record import chained

Content = dict[str, Any]


def published(release: int, on: str, **more: Any) -> Content:
    known = {"manifest": "0" * 64, "next_promised": None, "independent": False, "reviewed_by": [], "corrects": None}
    return {"action": "published", "release": release, "on": on, "note": "", **known, **more}


def withdrawn(release: int, on: str, **more: Any) -> Content:
    known = {"manifest": "1" * 64, "by": "steward", "reason": "A fault."}
    return {"action": "withdrawn", "release": release, "on": on, **known, **more}


def sent_back(on: str, **more: Any) -> Content:
    return {"action": "sent-back", "on": on, "release": 1, "table": "", "seat": "privacy", "reason": "", **more}


def chain(contents: Iterable[Content]) -> list[ChainEntry]:
    entries: list[ChainEntry] = []
    for content in contents:
        entries.append(chained(entries, content))
    return entries
