"""What has changed in a publisher's file since its mapping was made a year ago."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sharedsafety.core.findings import Finding
from sharedsafety.core.person_columns import plain_name
from sharedsafety.investments.column_words import column_words, year_named
from sharedsafety.investments.mapping import AmountColumn, FileMapping, FromColumn, PhaseFromColumn, Seen, Unpivot
from sharedsafety.investments.mapping import Mapping as BudgetMapping
from sharedsafety.investments.proposed_mapping import Proposal


def drift(old: BudgetMapping, new: Proposal) -> tuple[Finding, ...]:
    """Return what differs between a kept mapping and the one proposed for this year's file.

    Compared are columns gone, new and renamed, values of funds, phases and kinds of money, and the way amounts are
    written. A column that only moved on by a year (``2023 Adopted``, ``2024 Adopted``) has not drifted.

    Args:
        old: the mapping of last year; of its files the most like this one is compared.
        new: the proposal for this year's file.

    Source: data/investments/column_words.yaml (renamed_likeness).
    """
    if new.mapping is None:
        return ()
    file = new.mapping.files[0]
    before = most_like(old, tuple(file.seen.columns if file.seen else ()), file=file.file)
    columns, names = columns_read(before), {*new.columns}
    gone = [name for name in columns if name not in names]
    come = [name for name in new.columns if name not in columns]
    found = [*_columns(gone, come, columns, new.columns)]
    found += _values(before.seen or Seen(), file.seen or Seen(), new)
    found += _amounts(before, file)
    place = f"{file.file} [{file.sheet}]" if file.sheet else file.file
    return tuple(replace(each, file=place) for each in found)


def with_rules_of(old: BudgetMapping, new: BudgetMapping) -> BudgetMapping:
    """Return this year's mapping with what people wrote into last year's: names joined, rules, texts for nothing."""
    return replace(
        old,
        files=new.files,
        missing=tuple(dict.fromkeys((*old.missing, *new.missing))),
        leave_out=(*old.leave_out, *(rule for rule in new.leave_out if rule not in old.leave_out)),
        flow=(*old.flow, *(rule for rule in new.flow if rule not in old.flow)),
    )


def written_by_people(mapping: BudgetMapping) -> tuple[str, ...]:
    """Return the keys of a mapping that no proposal ever fills.

    >>> written_by_people(BudgetMapping(files=(), department_names={"A": "B"}))
    ('department_names',)
    """
    keys = ("department_names", "relabel", "program_from", "character")
    return tuple(key for key in keys if getattr(mapping, key))


def most_like(old: BudgetMapping, columns: Sequence[str], *, file: str = "") -> FileMapping:
    """Return the file of a kept mapping that shares most columns with a new one; the same file before all, else the
    last of several.

    Args:
        columns: the names of the new file's columns.
        file: the new file as a mapping names it.
    """
    return max(reversed(old.files), key=lambda each: (each.file == file, len({*columns} & {*columns_read(each)})))


def columns_read(file: FileMapping) -> dict[str, str]:
    """Return the columns a kept mapping knows, each with what it was read as, empty where it was not read."""
    read = {name: str(field) for field, names in file.columns.items() for name in _names(names)}
    read |= {name: "amount" for each in file.amounts for name in _names(each.column)}
    parts: tuple[AmountColumn | Unpivot, ...] = (*file.amounts, *file.unpivot)
    for part in parts:
        read |= dict.fromkeys(_column_of(part.fiscal_year), "fiscal_year")
        read |= dict.fromkeys(_column_of(part.phase), "phase")
    read |= dict.fromkeys(_column_of(file.account_type), "account_type")
    seen = dict.fromkeys(file.seen.columns, "") if file.seen else {}
    return seen | read


def _column_of(source: object) -> tuple[str, ...]:
    """Return the names of the column that a year, a phase or a mark is read from; none where it stands in none."""
    return _names(source.column) if isinstance(source, FromColumn | PhaseFromColumn) else ()


def _names(names: str | tuple[str, ...]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else names


def _columns(
    gone: Sequence[str], come: Sequence[str], before: Mapping[str, str], now: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield columns renamed, gone and new; each new one is the new name of one old one at most."""
    left = list(come)
    for name in gone:
        likely = _renamed(name, before[name], left, now)
        if likely is None:
            if before[name]:
                yield Finding(code="drift-column-gone", column=name, params={"old": name, "field": before[name]})
            continue
        left.remove(likely)
        if not _moved_on(name, likely):
            yield Finding(code="drift-column-renamed", column=likely, params={"old": name, "new": likely})
    for name in left:
        params = {"new": name, "field": now[name] or "-"}
        yield Finding(code="drift-column-new", column=name, params=params)


def _renamed(name: str, field: str, come: Sequence[str], now: Mapping[str, str]) -> str | None:
    """Return the new column that is read as the same, or whose name is most like the old one."""
    alike = {each: difflib.SequenceMatcher(None, plain_name(name), plain_name(each)).ratio() for each in come}
    near = [each for each in come if alike[each] >= column_words().renamed_likeness or (field and now[each] == field)]
    return max(
        near, key=lambda each: (_moved_on(name, each), bool(field) and now[each] == field, alike[each]), default=None
    )


def _moved_on(old: str, new: str) -> bool:
    """Return whether two names differ by their year only."""
    years = year_named(old), year_named(new)
    return None not in years and _without_digits(old) == _without_digits(new)


def _without_digits(name: str) -> str:
    return "".join(sign for sign in name if not sign.isdigit())


def _values(before: Seen, now: Seen, new: Proposal) -> Iterator[Finding]:
    by_field = {field: name for name, field in new.columns.items() if field}
    for field, texts in before.values.items():
        if field in now.values:
            added = [text for text in now.values[field] if text not in texts]
            for text in added:
                params = {"value": text, "rows": new.counts.get((field, text), 0)}
                yield Finding(code="drift-value-new", column=by_field[field], params=params)
            for text in (text for text in texts if text not in now.values[field]):
                yield Finding(code="drift-value-gone", column=by_field[field], params={"value": text})


def _amounts(before: FileMapping, now: FileMapping) -> Iterator[Finding]:
    old, new = (f"{'-' if each.sign < 0 else ''}1234{each.decimal}50" for each in (before, now))
    if old != new:
        yield Finding(code="drift-amounts", params={"old": old, "new": new})
    if before.header_row != now.header_row:
        yield Finding(code="drift-header-row", params={"old": before.header_row, "new": now.header_row})
