"""One page of the site as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sharedsafety.core.hash_chain import ChainEntry
from sharedsafety.core.release_story import Dissent, Promise, SentBack, dissents, held_tables, promises


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
        template: file below ``templates/site``, or below ``templates`` where it names its folder.
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
    """What a reader sees of a release itself, on every page and on its own.

    Args:
        number: number of the release.
        date: its day (ISO).
        next_promised: promised day of the next one (ISO), or None.
        promises: the last promised days of earlier releases, each kept, broken or still open.
        independent: whether a privacy steward other than the drafter has to approve it before it is public.
        corrects: number of the release it corrects.
        note: what the publisher says about it, such as what was corrected.
        held: tables of people that a reviewer holds back, by id.
        dissents: minority statements, unedited.
    """

    number: int
    date: str
    next_promised: str | None = None
    promises: tuple[Promise, ...] = ()
    independent: bool = False
    corrects: int | None = None
    note: str = ""
    held: Mapping[str, SentBack] = field(default_factory=dict)
    dissents: tuple[Dissent, ...] = ()


def label_from_record(entries: Sequence[ChainEntry], *, number: int, date: str, **more: Any) -> ReleaseLabel:
    """Return the label of a new release, with what the public record says of promises, held tables and dissent."""
    return ReleaseLabel(
        number=number,
        date=date,
        promises=promises(entries, date, made_today=True),
        held=held_tables(entries),
        dissents=dissents(entries),
        **more,
    )
