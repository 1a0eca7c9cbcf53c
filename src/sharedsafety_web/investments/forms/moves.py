"""A move as a person writes it, and a table of moves as they upload it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.core.spreadsheet_cells import csv_text, safe_cell
from sharedsafety.folder.moves_file import moves_of_bytes, moves_of_text
from sharedsafety.folder.priority_plan import PlanAsked
from sharedsafety.folder.shape import given_shape
from sharedsafety.investments.move import Move
from sharedsafety_web.investments.selectors.line_options import LINE

#: Dollars with their thousands marked as in the United States.
_MARKED = re.compile(r"\d{1,3}(,\d{3})+(\.\d{1,2})?")
#: Longest text of a field that is looked at.
_LONGEST = 400
FIELDS = ("line", "to", "amount", "fiscal_year", "source")


def given_texts(posted: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields of a move as they were written."""
    return {name: str(posted.get(name, ""))[:_LONGEST].strip() for name in FIELDS}


def move_of(texts: Mapping[str, str]) -> Move:
    """Return the move that was written.

    Raises:
        BadInput: a field is missing or can't be read; all faults are told, by the name of the field.
    """
    program, _, fund = texts["line"].partition(LINE)
    words = [program, texts["to"], plain_amount(texts["amount"]), texts["fiscal_year"], texts["source"], fund]
    columns = given_shape("moves.csv").columns
    cells = [text if column.type == "money" else safe_cell(text) for text, column in zip(words, columns, strict=True)]
    try:
        moves = moves_of_text(csv_text([[column.name for column in columns], cells], made_safe=True))
    except BadInput as error:
        raise BadInput.with_all([replace(found, file=None, row=None) for found in error.findings]) from error
    if not moves:
        raise BadInput("moves-none")
    return moves[0]


def plain_amount(text: str) -> str:
    """Return an amount without the dollar sign and the marks of its thousands; any other text stays as it is.

    >>> plain_amount("$1,250,000.50"), plain_amount("1.250.000,50"), plain_amount("12,5")
    ('1250000.50', '1.250.000,50', '12,5')
    """
    bare = text.strip().removeprefix("$").strip()
    return bare.replace(",", "") if _MARKED.fullmatch(bare) else bare


def uploaded_moves(file: Any) -> tuple[Move, ...]:
    """Return the moves of an uploaded table.

    Raises:
        BadInput, Unreadable: no file, too large a file, no text, rows with faults, or too many moves.
    """
    limits = read_catalogue("core/limits")
    if file is None:
        raise BadInput("scenario-file-none")
    most = int(limits["entry_file_megabytes"])
    if file.size > most * 1_000_000:
        raise BadInput.with_all([Finding(code="scenario-file-large", params={"most": most})])
    with tempfile.TemporaryDirectory() as scratch:
        return moves_of_bytes(file.read(), Path(scratch), most=int(limits["scenario_moves"]))


def plan_asked(given: Mapping[str, Any]) -> PlanAsked:
    """Return what a plan is asked for.

    Raises:
        BadInput: the target is no number.
    """
    unit, asked = str(given.get("unit", "")), str(given.get("asked", ""))
    return PlanAsked(
        priority_id=str(given.get("priority", "")),
        target=_target(str(given.get("target", "")), unit),
        unit=unit if unit in ("usd", "usd_per_person", "share") else None,
        asked="at_most" if asked == "at_most" else "at_least" if asked == "at_least" else None,
        receiver=str(given.get("to", ""))[:_LONGEST] or None,
        steerable=given.get("steerable") == "on",
    )


def _target(text: str, unit: str) -> float | None:
    """Return a target; a share is written as a percent."""
    bare = plain_amount(text).removesuffix("%").strip()
    if not bare:
        return None
    try:
        value = float(bare)
    except ValueError:
        raise BadInput("not-a-number", value=text[:_LONGEST]) from None
    return value / 100 if unit == "share" else value
