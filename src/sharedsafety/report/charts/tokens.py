"""Colours and sizes of charts (``data/report/tokens.yaml``)."""

from __future__ import annotations

from typing import Any

from sharedsafety.core.reviewed import read_catalogue


def tokens() -> dict[str, Any]:
    """Return all tokens."""
    return read_catalogue("report/tokens")


def colour(name: str) -> str:
    """Return the hex colour of a token.

    >>> colour("ink")
    '#1b1b1b'
    """
    return str(tokens()["colour"][name])


def size(group: str, name: str) -> float:
    """Return a size in pixels.

    >>> size("width", "narrow")
    340
    """
    found: float = tokens()[group][name]
    return found


def font() -> str:
    """Return the font families, first choice first."""
    return str(tokens()["font"])
