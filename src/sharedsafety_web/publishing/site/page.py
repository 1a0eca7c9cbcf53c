"""One page of the site as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """One step of the way back: its words, their language where it is not the page's own, and its address."""

    title: str
    address: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page in one language.

    Args:
        address: file below the folder of the language, such as ``programs/patrol.html``.
        template: file below ``templates/site``.
        section: code of the entry in the menu that is marked as the current one.
        crumbs: the way back, from the front page on, without the page itself.
        station: where on the thread one is, or None.
        title_language: language of the title where it is not the page's own.
    """

    address: str
    template: str
    title: str
    description: str
    section: str = ""
    crumbs: tuple[Crumb, ...] = ()
    station: str | None = None
    title_language: str | None = None
    context: Mapping[str, Any] = field(default_factory=dict)

    @property
    def up(self) -> str:
        """Return the way from the page's folder to the folder of its language."""
        return "../" * self.address.count("/")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseLabel:
    """What a reader sees of a release: its number and dates (ISO); the next one is promised or not yet."""

    number: int
    date: str
    next_promised: str | None = None
