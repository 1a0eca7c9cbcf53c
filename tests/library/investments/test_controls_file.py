"""The documents' own totals: what can't be read is named with file, row and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from sharedsafety.core.errors import BadInput
from sharedsafety.investments.controls_file import read_controls

HEADER = "doc_id,fiscal_year,phase,control_total_usd\n"


def test_totals_are_read_in_any_usual_encoding(tmp_path: Path) -> None:
    path = tmp_path / "documents.csv"
    path.write_bytes(f"{HEADER}año,2024,adopted,1500.00\n".encode("windows-1252"))
    (control,) = read_controls(path)
    assert (control.doc_id, control.control_total_cents) == ("año", 150_000)


@pytest.mark.parametrize(
    ("content", "code", "row", "column"),
    [
        ("", "file-empty", None, None),
        ("doc_id,fiscal_year,phase\na,2024,adopted\n", "ledger-missing-column", 1, "control_total_usd"),
        (f"{HEADER}a,2024,adopted,lots\n", "text-in-amount", 2, "control_total_usd"),
        (f"{HEADER}a,2024,adopted,0\n", "control-not-above-zero", 2, "control_total_usd"),
        (f"{HEADER}a,2024,adopted,-5\n", "control-not-above-zero", 2, "control_total_usd"),
        (f"{HEADER}a,{'9' * 5000},adopted,1\n", "ledger-fiscal-year", 2, "fiscal_year"),
        (f"{HEADER}a\n", "ledger-fiscal-year", 2, "fiscal_year"),
        (f"{HEADER}a,2024,adop\0ted,1\n", "not-text", None, None),
    ],
    ids=["empty", "no column", "text", "zero", "below zero", "5,000 digits", "short row", "NUL"],
)
def test_a_wrong_total_is_named(tmp_path: Path, content: str, code: str, row: int | None, column: str | None) -> None:
    path = tmp_path / "documents.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_controls(path)
    finding = caught.value.finding
    assert (finding.code, finding.file, finding.row, finding.column) == (code, "documents.csv", row, column)
