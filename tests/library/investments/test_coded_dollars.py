"""Shares of the dollars by coding state and by basis."""

from fractions import Fraction

import pytest

from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.coded_dollars import coded_dollars


def row(program: str, share: str = "1", **more: str) -> CodedShare:
    return CodedShare(program_key=program, category=more.pop("category", "JS-POL"), share=Fraction(share), **more)


def test_the_shares_of_all_dollars_sum_to_1_with_what_is_not_coded():
    found = coded_dollars(
        {"jail": 500, "parks": -300, "clerk": 200},
        [row("jail", "0.6", status="single", basis="A"),
         row("jail", "0.4", category="SV-NAV", status="single", basis="E"),
         row("parks", status="double", basis="B"), row("gone", status="double", basis="C")],
    )  # fmt: skip
    assert found.by_status == pytest.approx({"single": 0.5, "double": 0.3, "uncoded": 0.2})
    assert found.by_basis == pytest.approx({"A": 0.3, "B": 0.3, "E": 0.2, "uncoded": 0.2})
    assert next(iter(found.by_status)) == "single"


def test_without_money_there_are_no_shares():
    assert coded_dollars({}, [row("jail")]).by_status == {}
