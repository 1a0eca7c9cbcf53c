"""What changed between versions of the investment taxonomy, and the way from an older one to the one in force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from sharedsafety.core.errors import BadData
from sharedsafety.core.findings import Finding
from sharedsafety.core.reviewed import as_shape, read_catalogue
from sharedsafety.framework.taxonomy import Taxonomy, taxonomy

_FILE = "framework/taxonomy_changes.yaml"
ChangeKind = Literal["renamed", "merged", "split", "removed", "redefined", "level"]
#: How many categories of the newer version each kind names: at least, at most.
_INTO: Mapping[ChangeKind, tuple[int, float]] = {
    "renamed": (1, 1),
    "merged": (1, 1),
    "split": (2, float("inf")),
    "removed": (1, float("inf")),
    "redefined": (0, 0),
    "level": (0, 0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryChange:
    """What became of one category of the older version.

    Args:
        code: its code in the older version.
        change: ``renamed``, ``merged``, ``split``, ``removed``, ``redefined`` or ``level``.
        into: codes of the newer version; none where it stays under its code.
        shares: of a split or a removed category, which part of its money is proposed for each; equal parts if empty.
        why: the reason, for whoever codes again.
    """

    code: str
    change: ChangeKind
    into: tuple[str, ...] = ()
    shares: Mapping[str, Decimal] = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionStep:
    """The changes from one version to the next; a category without a line is kept as it was."""

    from_version: str
    to_version: str
    decided_on: str
    source: str
    categories: tuple[CategoryChange, ...] = ()

    def change_of(self, code: str) -> CategoryChange | None:
        """Return what became of a category, or None where it is kept."""
        return next((each for each in self.categories if each.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxonomyChanges:
    """Every older version with its codes, and the steps between versions."""

    versions: Mapping[str, tuple[str, ...]]
    changes: tuple[VersionStep, ...]

    def way_from(self, version: str) -> tuple[VersionStep, ...]:
        """Return the steps that lead on from a version, in order; none from one that no step leaves.

        >>> taxonomy_changes().way_from("0.1.0")
        ()
        """
        leaving = {step.from_version: step for step in self.changes}
        way: list[VersionStep] = []
        while version in leaving and len(way) < len(self.changes):
            way.append(leaving[version])
            version = leaving[version].to_version
        return tuple(way)


@cache
def taxonomy_changes() -> TaxonomyChanges:
    """Return the reviewed changes of ``data/framework/taxonomy_changes.yaml``.

    Raises:
        BadData: the file breaks one of its own rules.

    >>> taxonomy_changes().changes
    ()
    """
    return changes_of(read_catalogue("framework/taxonomy_changes"), _FILE, taxonomy())


def changes_of(content: Any, file: str, tax: Taxonomy) -> TaxonomyChanges:
    """Return plain content as the changes that lead to a taxonomy.

    Args:
        content: ``versions`` and ``changes``, as in the reviewed file.
        file: its name, for the faults.
        tax: the taxonomy in force.

    Raises:
        BadData: a key is unknown or missing, or a rule is broken (``change_problems``); all are told.
    """
    found = as_shape(content, TaxonomyChanges, file=file)
    if problems := change_problems(found, tax):
        raise BadData.with_all([Finding(code="data-shape", file=file, params={"problem": each}) for each in problems])
    return found


def change_problems(found: TaxonomyChanges, tax: Taxonomy) -> tuple[str, ...]:
    """Return every rule that a list of changes breaks, as sentences; empty when it is sound.

    >>> lost = TaxonomyChanges(versions={"0.0.9": ("SV-HLP",)}, changes=())
    >>> change_problems(lost, taxonomy())
    ('no step leads from 0.0.9 to 0.1.0',)
    """
    codes = {**found.versions, tax.version: tax.codes}
    problems = [f"{tax.version} is in force, its codes stand in the taxonomy"] if tax.version in found.versions else []
    problems += [
        f"a step leaves {tax.version}, which is in force" for step in found.changes if step.from_version == tax.version
    ]
    problems += [f"two steps leave {each}" for each in _twice(step.from_version for step in found.changes)]
    for version, listed in found.versions.items():
        problems += [f"{version}: {code} stands twice" for code in _twice(listed)]
        way = found.way_from(version)
        if not way or way[-1].to_version != tax.version:
            problems.append(f"no step leads from {version} to {tax.version}")
    for step in found.changes:
        unknown = [each for each in (step.from_version, step.to_version) if each not in codes]
        problems += [f"the codes of {version} are not listed" for version in unknown]
        if not unknown:
            problems += _step_problems(step, codes[step.from_version], codes[step.to_version])
    return tuple(problems)


def _step_problems(step: VersionStep, before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    at = f"{step.from_version} to {step.to_version}"
    named = [each.code for each in step.categories]
    yield from (f"{at}: {code} has two lines" for code in _twice(named))
    for code in before:
        if code not in named and code not in after:
            yield f"{at}: {code} is not accounted for"
    taken = {code for code in before if code in after and code not in named}
    renamed = [each.into[0] for each in step.categories if each.change == "renamed" and each.into]
    merged = {code for each in step.categories if each.change == "merged" for code in each.into}
    for code in sorted({*_twice(renamed), *({*renamed} & (taken | merged))}):
        yield f"{at}: other categories than one become {code}, so they are merged into it, not renamed"
    for change in step.categories:
        yield from (f"{at}: {change.code}: {fault}" for fault in _change_faults(change, before, after))


def _change_faults(change: CategoryChange, before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    least, most = _INTO[change.change]
    if change.code not in before:
        yield "the older version has no such code"
    if not least <= len(change.into) <= most or len(set(change.into)) < len(change.into):
        yield f"'{change.change}' does not go with into: {', '.join(change.into) or 'nothing'}"
    if not most and change.code not in after:
        yield "the newer version has no such code"
    yield from (f"the newer version has no code {code}" for code in change.into if code not in after)
    if change.shares and (change.change not in ("split", "removed") or set(change.shares) != set(change.into)):
        yield "shares do not name the categories it goes into"
    elif change.shares and (sum(change.shares.values()) != 1 or min(change.shares.values()) <= 0):
        yield "shares do not add up to 1, or one is not above 0"


def _twice(values: Iterator[str] | Sequence[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]
