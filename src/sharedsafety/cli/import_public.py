"""``sharedsafety progress import``: a public file into a folder's observations, shown first."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sharedsafety.cli.arguments import day
from sharedsafety.cli.output import Outcome

if TYPE_CHECKING:
    from sharedsafety.folder.import_public import PublicImport


def add_import_verb(verbs: Any) -> None:
    """Register ``progress import``."""
    verb = verbs.add_parser("import", help="a public file into observations.csv, with its vintage")
    verb.add_argument("folder", metavar="FOLDER", type=Path)
    verb.add_argument("file", metavar="FILE", type=Path, help="as its publisher hands it out, packed (.gz) or not")
    verb.add_argument("--shape", metavar="NAME", required=True, help="which file and measure it is (docs: file shapes)")
    verb.add_argument("--indicator", metavar="ID", required=True, help="the indicator of the folder it belongs to")
    verb.add_argument("--place", metavar="CODE", default="", help="the place in the file (default: the folder's own)")
    verb.add_argument("--retrieved", metavar="DATE", type=day, help="the day the file was taken (default today)")
    verb.add_argument("--dry-run", action="store_true", help="only show what would change")
    verb.set_defaults(call=_import)


def _import(args: argparse.Namespace) -> Outcome:
    from sharedsafety.folder.import_public import ImportWish, public_import, write_import

    today = datetime.now(UTC).date()
    wish = ImportWish(
        path=args.file,
        shape=args.shape,
        indicator=args.indicator,
        retrieved_on=args.retrieved or today,
        as_of=today,
        place=args.place,
    )
    found = public_import(args.folder, wish)
    written = not args.dry_run and found.change.content is not None and not found.is_empty
    if written:
        write_import(args.folder, found)
    return Outcome(
        text="\n".join(_lines(found, written=written)),
        data={
            "added": list(found.change.added),
            "changed": [{"before": before, "after": after} for before, after in found.change.changed],
            "same": found.change.same,
            "vintage": found.vintage,
            "written": written,
        },
        findings=found.change.findings,
    )


def _lines(found: PublicImport, *, written: bool) -> Iterator[str]:
    change = found.change
    if change.content is None:
        yield "Nothing was imported: these must be mended first."
        return
    yield from (f"  new      {_said(row)}" for row in change.added)
    for before, after in change.changed:
        yield f"  changed  {_said(before)} -> {_said(after)}"
    counts = f"{len(change.added)} new, {len(change.changed)} changed, {change.same} as before"
    if found.is_empty:
        yield f"Nothing to change: {counts}; this file was imported before."
    else:
        yield f"{counts}. " + ("Written." if written else "Nothing was written (--dry-run).")


def _said(row: Mapping[str, str]) -> str:
    """Return a row as one short text: period, group and what it holds."""
    names = ("value", "numerator", "denominator", "low", "high", "quality", "code")
    held = ", ".join(f"{name} {row[name]}" for name in names if row.get(name))
    group = f" {row['group']}" if row.get("group") else ""
    return f"{row['period']}{group}: {held}"
