"""``sharedsafety budget migrate``: a coding carried over to the taxonomy in force, with both results."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sharedsafety.cli.output import Outcome

if TYPE_CHECKING:
    from sharedsafety.folder.migrate import FolderMigration
    from sharedsafety.investments.both_results import BothResults
    from sharedsafety.investments.coded import CodedShare
    from sharedsafety.investments.migrate_coding import MigratedProgram

#: So many programs and rows of each part people read; --json lists all.
SHOWN = 12


def add_migrate_verb(steps: Any) -> None:
    """Register ``budget migrate``."""
    step = steps.add_parser("migrate", help="carry a coding over to the taxonomy in force, with both results")
    step.add_argument("folder", metavar="FOLDER", type=Path)
    step.add_argument("--changes", type=Path, metavar="FILE.yaml", help="a list of changes of your own")
    step.add_argument("--language", choices=("en", "es"), default="en", help="of notes on proposals (default en)")
    step.add_argument("--write", action="store_true", help="write budget/coding.csv; else nothing is written")
    step.set_defaults(call=_migrate)


def _migrate(args: argparse.Namespace) -> Outcome:
    from sharedsafety.folder.migrate import folder_migration, given_changes, write_migration

    changes = given_changes(args.changes)
    with tempfile.TemporaryDirectory() as scratch:
        found = folder_migration(args.folder, changes, Path(scratch), language=args.language)
    written = args.write and write_migration(args.folder, found)
    text = "\n".join(_text(found, written, args.language))
    return Outcome(text=text, data=_data(found, written), findings=found.findings)


def _text(found: FolderMigration, written: bool, language: str) -> Iterator[str]:
    from sharedsafety.framework.taxonomy import taxonomy

    refused = any(finding.severity == "error" for finding in found.findings)
    if not found.programs:
        done = f"All codings are of version {taxonomy().version} of the taxonomy: nothing is to be done."
        yield "Nothing can be carried over." if refused else done
        return
    to_read = [program for program in found.programs if program.reasons]
    carried = [program for program in found.programs if not program.reasons]
    end = "written" if written else "nothing is written" if refused else "nothing is written without --write"
    counts = f"programs that carry over: {len(carried)}, that need a person: {len(to_read)}"
    yield f"To version {taxonomy().version} of the taxonomy: {counts} ({end})."
    yield from _listed("Need a person, largest first", to_read, found, language)
    other = [program for program in carried if _shares(program.before) != _shares(program.after)]
    yield from _listed("Carry over into another category", other, found, language)
    same = len(carried) - len(other)
    yield from ["", f"Programs of which nothing but the version changes: {same}"] if same else []
    yield from _results(found)


def _listed(title: str, programs: Sequence[MigratedProgram], found: FolderMigration, language: str) -> Iterator[str]:
    from sharedsafety.investments.migration_settings import migration_settings

    reasons = migration_settings().reasons
    yield from ["", f"{title} (dollars of {found.year[0]} {found.year[1]}):"] if programs else []
    for each in programs[:SHOWN]:
        why = "; ".join(reasons[reason][language] for reason in each.reasons)
        yield f"  {_usd(found.cents.get(each.program_key, 0)):>18}  {each.program_key}{f': {why}' if why else ''}"
        yield f"  {'':>18}  {_shares(each.before)} -> {_shares(each.after)}"
    if (rest := len(programs) - SHOWN) > 0:
        yield f"  {rest} more programs; --json lists all."


def _shares(rows: Iterable[CodedShare]) -> str:
    return ", ".join(f"{row.category} {float(row.share):.4g}" for row in rows)


def _results(found: FolderMigration) -> Iterator[str]:
    for table in ("family", "category"):
        rows = [row for row in found.results if row.table == table]
        moved = [row for row in rows if row.programs]
        if not moved:
            continue
        yield from ["", f"{table.capitalize():<34}{'before':>20}{'after':>20}"]
        yield from (_row(row.code, row.before_cents, row.after_cents) for row in moved)
        rest = [row for row in rows if not row.programs]
        yield _row("all that stay as they are", *(sum(row.before_cents for row in rest),) * 2)
        yield _row("sum", sum(row.before_cents for row in rows), sum(row.after_cents for row in rows))
    yield from _programs(found.results)


def _row(name: str, before_cents: int, after_cents: int) -> str:
    return f"  {name:<32}{_usd(before_cents):>20}{_usd(after_cents):>20}"


def _programs(results: Sequence[BothResults]) -> Iterator[str]:
    """Yield the programs behind the category that changes most, largest first."""
    moved = [row for row in results if row.table == "category" and row.programs]
    if not moved:
        return
    yield from ["", f"Programs behind {moved[0].code}, largest first:"]
    for each in moved[0].programs[:SHOWN]:
        yield f"  {_usd(each.before_cents):>18} -> {_usd(each.after_cents):>18}  {each.program_key}"


def _usd(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def _data(found: FolderMigration, written: bool) -> dict[str, Any]:
    from sharedsafety.framework.taxonomy import taxonomy

    programs = [
        {"program_key": each.program_key, "amount_cents": found.cents.get(each.program_key, 0),
         "reasons": list(each.reasons), "before": _rows(each.before), "after": _rows(each.after)}
        for each in found.programs
    ]  # fmt: skip
    results = [
        {"table": row.table, "code": row.code, "before_cents": row.before_cents, "after_cents": row.after_cents}
        for row in found.results
    ]
    moved = [
        {"table": row.table, "code": row.code, "program_key": each.program_key, "before_cents": each.before_cents,
         "after_cents": each.after_cents}
        for row in found.results
        for each in row.programs
    ]  # fmt: skip
    return {
        "version": taxonomy().version,
        "fiscal_year": found.year[0],
        "phase": found.year[1],
        "carried": sum(not each.reasons for each in found.programs),
        "to_read": sum(bool(each.reasons) for each in found.programs),
        "programs": programs,
        "results": results,
        "moved": moved,
        "written": written,
    }


def _rows(rows: Iterable[CodedShare]) -> list[dict[str, Any]]:
    from sharedsafety.folder.coding_change import coding_texts

    return [coding_texts(row) for row in rows]
