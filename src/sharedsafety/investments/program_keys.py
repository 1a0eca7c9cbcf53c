"""The key that links one program over the years: department, code and name together."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=1 << 16)
def slug(text: str) -> str:
    """Return ``text`` in lower-case ASCII, every run of other characters a single hyphen.

    >>> slug("Niños & Families: 24/7")
    'ninos-families-24-7'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _NOT_A_WORD.sub("-", plain.lower()).strip("-")


@lru_cache(maxsize=1 << 16)
def program_key(department: str | None, code: str | None, name: str | None) -> str:
    """Return the stable key of a program: its non-empty parts joined by dots.

    Publishers write one code as ``201`` in one file and ``0201`` in the next, and give one code to
    two programs. So leading zeros do not count, and an equal code is an equal program only where
    department and name agree too.

    >>> program_key("Aging", "0201", "Senior Services")
    'aging.201.senior-services'
    >>> program_key("Aging", None, None)
    'aging'
    >>> program_key("Capital Finance Administration", "", "Fire Suppression")
    'capital-finance-administration.fire-suppression'
    """
    bare_code = (code or "").strip().lower().lstrip("0")
    parts = (slug(department or ""), bare_code, slug(name or ""))
    return ".".join(part for part in parts if part)
