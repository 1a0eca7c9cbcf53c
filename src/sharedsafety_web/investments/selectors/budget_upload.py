"""A budget file that waits: how it would be read, what has changed since last year, and what adding it would do."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.folder.budget_change import MAPPING, BudgetChange, NewBudget, budget_change
from sharedsafety.folder.budget_facts import BudgetFacts
from sharedsafety.investments.drift import drift
from sharedsafety.investments.kept_reading import kept_reading
from sharedsafety.investments.mapping import Mapping as BudgetMapping
from sharedsafety.investments.mapping_file import checked, read_mapping
from sharedsafety.investments.proposed_mapping import Proposal, proposed_mapping
from sharedsafety.investments.published_suffix import published_suffix
from sharedsafety.investments.said_columns import Said
from sharedsafety.investments.upload_limits import upload_limits
from sharedsafety_web.investments.models import BudgetUpload


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A waiting file with the mapping proposed for it; ``drift`` is what has changed since the file it is like."""

    upload: BudgetUpload
    proposal: Proposal
    drift: tuple[Finding, ...] = ()

    @property
    def parts(self) -> tuple[tuple[int, str], ...]:
        """Return each fiscal year and phase in the file, sorted."""
        return tuple(sorted({(total.fiscal_year, total.phase) for total in self.proposal.totals}))

    @property
    def usable(self) -> bool:
        """Return whether the file can be added as it is read now."""
        errors = any(found.severity == "error" for found in self.proposal.findings)
        return self.proposal.mapping is not None and not errors and bool(self.parts)


def upload_of(*, community: Any, person: Any) -> BudgetUpload | None:
    """Return the file of this person that waits for this community; none that is too old or gone."""
    oldest = timezone.now() - timedelta(hours=upload_limits().kept_hours)
    found = BudgetUpload.objects.filter(community=community, person=person, uploaded_at__gte=oldest).first()
    return found if found and found.path.is_file() else None


def upload_looked(*, upload: BudgetUpload) -> Looked:
    """Return a waiting file with the mapping proposed for it.

    Raises:
        BadInput, Unreadable: the file can't be read.
    """
    proposal = _proposed(upload.path, upload.shown_as, *map(_as_key, (upload.columns, upload.answers)))
    old = kept_mapping(Path(upload.community.folder)) if upload.kept else None
    return Looked(upload=upload, proposal=proposal, drift=drift(old, proposal) if old else ())


def upload_said(*, folder: Path, path: Path, shown_as: str) -> Said | None:
    """Return how a file like this one was read before, by the folder's mapping; None where none is alike.

    Raises:
        BadInput, Unreadable: the file can't be read.
    """
    old = kept_mapping(folder)
    proposal = _proposed(path, shown_as, (), ())
    return kept_reading(old, proposal) if old else None


def upload_change(*, upload: BudgetUpload, looked: Looked) -> BudgetChange:
    """Return what adding a waiting file would change, with the facts the person gave.

    Raises:
        BadInput, Unreadable: the file or the folder has errors, or a fact is senseless.
    """
    if looked.proposal.mapping is None or not looked.usable:
        raise BadInput.with_all(looked.proposal.findings)
    new = NewBudget(
        path=upload.path,
        suffix=published_suffix(upload.path),
        mapping=looked.proposal.mapping,
        parts=looked.parts,
        facts=facts_of(upload.facts),
    )
    return budget_change(Path(upload.community.folder), new, settings.VAR_DIR / "ledgers")


def looked_mark(*, upload: BudgetUpload, change: BudgetChange) -> str:
    """Return a mark of what a person saw before adding: another file, answer or state of the folder gives another."""
    seen = [change.before, upload.stored_as, upload.columns, upload.answers, upload.facts]
    return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()


def facts_of(stored: Mapping[str, Any]) -> BudgetFacts:
    """Return stored facts about a file."""
    return BudgetFacts(**stored)


def kept_mapping(folder: Path) -> BudgetMapping | None:
    """Return the mapping that a folder keeps, or None before the first."""
    return checked(read_mapping(folder / MAPPING)) if (folder / MAPPING).is_file() else None


_Key = tuple[tuple[str, str], ...]


def _as_key(said: Mapping[str, str]) -> _Key:
    return tuple(sorted(said.items()))


@lru_cache(maxsize=4)
def _proposed(path: Path, shown_as: str, columns: _Key, answers: _Key) -> Proposal:
    """Return the proposal for a waiting file, which never changes under its name: each step shows the same one."""
    with called(path, shown_as) as named:
        return proposed_mapping(named, said=Said(columns=dict(columns), answers=dict(answers)))


@contextmanager
def called(path: Path, shown_as: str) -> Iterator[Path]:
    """Yield a file under the name it came with: its name may say the year, and findings say it."""
    with tempfile.TemporaryDirectory() as space:
        named = Path(space) / shown_as
        named.symlink_to(path.resolve())
        yield named
