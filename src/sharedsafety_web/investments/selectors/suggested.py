"""What is suggested for programs that nobody coded; learned again when enough was coded since."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from sharedsafety.folder.books import mapping_of_books
from sharedsafety.folder.read import read_community
from sharedsafety.investments.coded_names import coded_by_people, shipped_names
from sharedsafety.investments.cube import cube_of_file
from sharedsafety.investments.kept_import import kept_import
from sharedsafety.investments.program_names import names_in_ledger
from sharedsafety.investments.suggestions import Suggestion, suggestions
from sharedsafety_web.investments.selectors.desk import MoneyDesk

#: Learning takes seconds, and so many more codings hardly change what words mean.
LEARNED_EVERY = 20


def suggestion_for(desk: MoneyDesk, program: str) -> Suggestion | None:
    """Return what earlier codings or words suggest for a program, or None where nothing sure enough is known."""
    return suggestions_for(desk).get(program)


def suggestions_for(desk: MoneyDesk) -> Mapping[str, Suggestion]:
    """Return program -> what earlier codings or words suggest, where something sure enough is known."""
    steps = len(coded_by_people(desk.folder.coding)) // LEARNED_EVERY
    ledger = kept_import(
        mapping_of_books(desk.folder),
        desk.folder.root,
        settings.VAR_DIR / "ledgers",
        jurisdiction_id=desk.folder.profile.id,
    )
    return _learned(desk.folder.root, ledger.path, steps) if ledger.path else {}


@lru_cache(maxsize=8)
def _learned(root: Path, ledger: Path, steps: int) -> Mapping[str, Suggestion]:
    """Return program -> suggestion; ``steps`` counts the codings coarsely: a few more do not mean learning anew."""
    reading = read_community(root)
    coding = reading.community.coding if reading.community else ()
    names = names_in_ledger(ledger, cube_of_file(ledger))
    found = suggestions(names, coding, examples=shipped_names())
    return {each.program_key: each for each in found.suggestions}
