"""Each fault of coding.csv is named with its row, its column and what to do."""

from dataclasses import replace
from fractions import Fraction

import pytest

from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.coding import coding_findings

GOOD = CodedShare(program_key="p", category="SV-TRC", share=Fraction(1), basis="A", status="single", coder="a", row=2)


def test_a_sound_row_has_no_finding():
    assert coding_findings([GOOD], programs={"p"}) == ()


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"category": "XX-NOT"}, "coding-unknown-value", "category"),
        ({"delivery_agent": "nobody"}, "coding-unknown-value", "delivery_agent"),
        ({"level": "primary"}, "coding-level", "level"),
        ({"markers": {"WBS": 1.0}, "note": "x"}, "coding-marker-above", "markers"),
        ({"markers": {"PHF": 0.7}, "note": "x"}, "coding-marker-unknown", "markers"),
        ({"markers": {"PHF": 1.0}}, "coding-marker-note", "note"),
        ({"basis": "E"}, "coding-range-missing", "low"),
        ({"basis": "E", "low": Fraction(1, 2), "high": Fraction(3, 4)}, "coding-range-order", "low"),
        ({"status": "double"}, "coding-one-coder", "coder"),
        ({"share": Fraction(9, 10)}, "coding-share-sum", "share"),
        ({"program_key": "q"}, "coding-program-not-in-ledger", "program_key"),
    ],
)
def test_a_fault_is_named_with_place_and_fix(change, code, column):
    found = [entry for entry in coding_findings([replace(GOOD, **change)], programs={"p"}) if entry.code == code]
    assert [(entry.row, entry.column, entry.file) for entry in found] == [(2, column, "budget/coding.csv")]
    for language in ("en", "es"):
        assert found[0].sentence(language).startswith("budget/coding.csv")


def test_shares_off_by_less_than_the_tolerance_pass_and_repeated_rows_do_not():
    third = [replace(GOOD, share=Fraction("0.3333333333"), category=c) for c in ("SV-TRC", "SV-NAV", "SV-FIN")]
    assert coding_findings(third) == ()
    half = [replace(GOOD, share=Fraction(1, 2)), replace(GOOD, share=Fraction(1, 2), row=3)]
    assert [entry.code for entry in coding_findings(half)] == ["coding-repeated"]
