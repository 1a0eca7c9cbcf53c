"""``sharedsafety budget sheet``: the work list as a spreadsheet, and the codings in it taken back."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sharedsafety.cli.output import Outcome
from sharedsafety.core.errors import BadInput
from sharedsafety.core.whole_file import write_whole

if TYPE_CHECKING:
    from sharedsafety.folder.sheet_of_folder import FolderChange
    from sharedsafety.folder.work_sheet_take import TakenSheet


def add_sheet_verb(steps: Any) -> None:
    """Register ``budget sheet``."""
    step = steps.add_parser("sheet", help="code programs in a spreadsheet, and take it back")
    step.add_argument("folder", metavar="FOLDER", type=Path)
    way = step.add_mutually_exclusive_group(required=True)
    way.add_argument("--out", type=Path, metavar="WORK.xlsx", help="write the work list")
    way.add_argument("--take", type=Path, metavar="WORK.xlsx", help="show what taking it back would save")
    step.add_argument("--coder", default="", metavar="NAME", help="whose work it is; needed to take it back")
    step.add_argument("--language", choices=("en", "es"), default="en", help="the language of the sheet (default en)")
    step.add_argument("--write", action="store_true", help="save what is right; else nothing is written")
    step.set_defaults(call=_sheet, parser=step)


def _sheet(args: argparse.Namespace) -> Outcome:
    if args.take and not args.coder.strip():
        args.parser.error("--take needs --coder NAME")
    return _taken(args) if args.take else _written(args)


def _written(args: argparse.Namespace) -> Outcome:
    from sharedsafety.cli.what_if import sound_community
    from sharedsafety.folder.books import books_of, has_budget
    from sharedsafety.folder.sheet_of_folder import folder_hints, folder_work_sheet
    from sharedsafety.folder.work_sheet_out import work_sheet_bytes

    if args.out.exists():
        raise BadInput("sheet-out-exists", file=str(args.out))
    community = sound_community(args.folder)
    with tempfile.TemporaryDirectory() as scratch:
        books = books_of(community, Path(scratch))
        hints = folder_hints(community, Path(scratch)) if has_budget(community) else {}
    sheet = folder_work_sheet(community, books, hints, coder=args.coder.strip(), language=args.language)
    write_whole(args.out, work_sheet_bytes(sheet, args.language))
    counts = {todo: sum(each.todo == todo for each in sheet.programs) for todo in ("uncoded", "second", "coded")}
    text = (
        f"{args.out}: {len(sheet.programs)} programs: {counts['uncoded']} not coded, {counts['second']} for a second "
        f"person, {counts['coded']} coded by {args.coder or 'you'} before. Take it back with --take."
    )
    return Outcome(text=text, data={"programs": len(sheet.programs), **counts})


def _taken(args: argparse.Namespace) -> Outcome:
    from sharedsafety.cli.what_if import sound_community
    from sharedsafety.folder.books import books_of
    from sharedsafety.folder.coding_change import put_coding
    from sharedsafety.folder.sheet_of_folder import folder_change, named, own_codings
    from sharedsafety.folder.work_sheet_in import read_work_sheet
    from sharedsafety.folder.work_sheet_take import taken_sheet

    coder, community = args.coder.strip(), sound_community(args.folder)
    with tempfile.TemporaryDirectory() as scratch:
        programs = {row["program_key"] for row in books_of(community, Path(scratch)).cube.programs.to_pylist()}
    shown_as = args.take.name
    sheet = read_work_sheet(args.take, shown_as=shown_as, community_id=community.profile.id, coder=coder)
    taken = taken_sheet(sheet, own_codings(community.coding, coder), programs=programs, coder=coder)
    change = folder_change(community, taken, coder=coder)
    if args.write and change.rows:
        put_coding(args.folder, change.rows)
    findings = (*taken.findings, *named(change.findings, shown_as))
    return Outcome(text=_text(taken, change, args.write), data=_data(taken, change, args.write), findings=findings)


def _text(taken: TakenSheet, change: FolderChange, written: bool) -> str:
    lines = [
        f"  {key}: {', '.join(f'{row.category} {float(row.share):.4g}' for row in rows)} ({rows[0].status})"
        for key, rows in change.rows.items()
    ]
    left = len(taken.conflicts) + len(change.findings)
    verb = "saved" if written else "to save (nothing is written without --write)"
    return "\n".join([f"{len(change.rows)} codings {verb}; {taken.unchanged} unchanged; {left} left out.", *lines])


def _data(taken: TakenSheet, change: FolderChange, written: bool) -> dict[str, Any]:
    return {
        "codings": [
            {"program_key": key, "status": rows[0].status, "shares": {row.category: float(row.share) for row in rows}}
            for key, rows in change.rows.items()
        ],
        "unchanged": taken.unchanged,
        "left_out": [each.program_key for each in taken.conflicts]
        + [str(each.params["value"]) for each in change.findings],
        "written": written and bool(change.rows),
    }
