"""Names of files and addresses, made from keys."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

_LONGEST_SLUG = 60


def file_names(keys: Iterable[str]) -> list[str]:
    """Return a file name for each key: readable, and never the same twice, whatever the order.

    >>> file_names(["City/Fire Dept.", "city fire dept"])[0]
    'city-fire-dept-e74bb6'
    >>> file_names(["EB4205"])
    ['eb4205']
    """
    listed = list(keys)
    plain = [_slug(key) for key in listed]
    twice = {slug for slug in plain if plain.count(slug) > 1} if len(set(plain)) < len(plain) else set()
    return [
        f"{slug}-{hashlib.sha256(key.encode()).hexdigest()[:6]}" if slug in twice or not slug else slug
        for key, slug in zip(listed, plain, strict=True)
    ]


def _slug(key: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")[:_LONGEST_SLUG].strip("-")
