"""A record that can't be changed quietly: each entry's hash covers the entry before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

#: What stands before the first entry.
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainEntry:
    """One entry as stored: its content, the hash of the entry before it, and its own hash."""

    number: int
    content: Mapping[str, Any]
    previous: str
    hash: str


def canonical_json(content: Mapping[str, Any]) -> str:
    """Return the one JSON text of ``content``: keys sorted, no spaces, no NaN.

    >>> canonical_json({"b": 1, "a": "é"})
    '{"a":"é","b":1}'
    """
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def entry_hash(previous: str, content: Mapping[str, Any]) -> str:
    """Return the SHA-256 (hex) of the previous hash and the canonical content.

    >>> entry_hash(GENESIS, {"action": "signed"})[:8]
    '5adfdfac'
    """
    return hashlib.sha256(f"{previous}\n{canonical_json(content)}".encode()).hexdigest()


def broken_entries(entries: Iterable[ChainEntry]) -> tuple[int, ...]:
    """Return the numbers of entries that were changed, moved, inserted or follow a removed one; empty when all is well.

    Entries come in the order of their numbers, which count from 1 without a gap.

    >>> content = {"action": "signed"}
    >>> broken_entries([ChainEntry(number=1, content=content, previous=GENESIS, hash=entry_hash(GENESIS, content))])
    ()
    """
    broken: list[int] = []
    previous, expected = GENESIS, 1
    for entry in entries:
        whole = entry.hash == entry_hash(entry.previous, entry.content)
        if not whole or entry.previous != previous or entry.number != expected:
            broken.append(entry.number)
        previous, expected = entry.hash, entry.number + 1
    return tuple(broken)
