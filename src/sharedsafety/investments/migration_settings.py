"""How a coding made with an older version of the taxonomy is carried over: reviewed words and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sharedsafety.core.reviewed import load_data


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What stands in a row that no person has looked at: its basis, status and the word in place of a coder."""

    basis: str
    status: str
    coder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationSettings:
    """The content of ``data/investments/migration.yaml``; ``note`` and ``reasons`` by language."""

    proposal: Proposal
    part_digits: int
    note: Mapping[str, str]
    reasons: Mapping[str, Mapping[str, str]]


def migration_settings() -> MigrationSettings:
    """Return the settings of a migration.

    >>> migration_settings().proposal.status
    'unreviewed'
    """
    return load_data("investments/migration", MigrationSettings)
