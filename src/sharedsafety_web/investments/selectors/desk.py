"""The money of one community as its folder has it now: the books, the coding, and what the pages open with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from sharedsafety.core.errors import BadInput
from sharedsafety.folder.books import Books, books_of, has_budget
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.community import Community as Folder
from sharedsafety.folder.money_inputs import headline_of
from sharedsafety.investments.program_cents import program_cents


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyDesk:
    """A community's folder beside its books; ``headline`` is the fiscal year and phase with which its pages open.

    ``cents`` is what each program spends in the headline, program -> cents.
    """

    folder: Folder
    books: Books
    headline: tuple[int, str]
    cents: Mapping[str, int]

    @property
    def has_budget(self) -> bool:
        """Return whether any budget is loaded."""
        return has_budget(self.folder)


def money_desk(*, community: Any) -> MoneyDesk:
    """Return the money of a community; its ledger is kept by its content, so that the next page need not read it again.

    Raises:
        BadInput, Unreadable: the folder or one of its budget files has errors; all of them are told.
    """
    folder = folder_read(community=community)
    books = books_of(folder, settings.VAR_DIR / "ledgers")
    headline = headline_of(folder)
    return MoneyDesk(folder=folder, books=books, headline=headline, cents=program_cents(books.cube, headline))


def folder_read(*, community: Any) -> Folder:
    """Return what a community's folder holds, without opening its budget files.

    Raises:
        BadInput, Unreadable: the folder has errors; all of them are told.
    """
    reading = checked_community(Path(community.folder))
    if reading.community is None:
        raise BadInput.with_all([found for found in reading.findings if found.severity == "error"])
    return reading.community
