"""No cell is a formula in a spreadsheet, and every cell comes back as it was."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedsafety.core.spreadsheet_cells import csv_rows, csv_text, plain_cell, safe_cell

BLANKS, STARTS = " \u00a0\ufeff", tuple("=+-@＝＋－＠\t\r\n")
FORMULAS = [
    "=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠A", " =1", "\u00a0=1", "\ufeff=1",
    "=HYPERLINK(\"http://example.org\")", "=cmd|' /C calc'!A0", "-", "=",
]  # fmt: skip
texts = st.text(
    alphabet=st.one_of(st.sampled_from("'=+-@＝＋－＠\t\r\n \u00a0\ufeff,\"a1"), st.characters(codec="utf-8"))
)


@pytest.mark.parametrize("formula", FORMULAS)
def test_text_that_begins_as_a_formula_is_written_as_text(formula: str) -> None:
    assert safe_cell(formula) == f"'{formula}"


@pytest.mark.parametrize("text", ["", "Police", "it's", "'tis", "1-2", "a=b", "mail@example.org", "''"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert safe_cell(text) == text
    assert plain_cell(text) == text


@given(st.one_of(st.integers(), st.floats(allow_nan=False), st.decimals(allow_nan=False), st.booleans()))
def test_numbers_stay_numbers_negative_ones_too(number: object) -> None:
    assert safe_cell(number) is number


def test_nothing_is_an_empty_cell() -> None:
    assert safe_cell(None) == ""


@given(texts)
def test_every_text_comes_back_unchanged(text: str) -> None:
    assert plain_cell(safe_cell(text)) == text


@given(texts)
def test_no_text_begins_as_a_formula_after_it_is_made_safe(text: str) -> None:
    assert not safe_cell(text).lstrip(BLANKS).startswith(STARTS)


@given(st.lists(st.lists(texts, min_size=1, max_size=4), max_size=4))
def test_rows_come_back_unchanged_through_a_csv_file(rows: list[list[str]]) -> None:
    assert list(csv_rows(csv_text(rows))) == rows


@given(st.lists(texts, min_size=1, max_size=4))
def test_no_cell_of_a_csv_file_begins_as_a_formula(cells: list[str]) -> None:
    read = next(csv.reader(io.StringIO(csv_text([cells]), newline="")))
    assert not any(cell.lstrip(BLANKS).startswith(STARTS) for cell in read)


def test_a_carriage_return_in_a_cell_does_not_end_the_row() -> None:
    assert csv_text([["a\rb", 1], ["c", -2]]) == '"a\rb","1"\nc,-2\n'
