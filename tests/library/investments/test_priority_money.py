"""A priority's dollars are the dollars of the programs that serve it, and nothing else."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.library.investments.cubes import cube_of

from sharedsafety.framework.priority import StatedPriority
from sharedsafety.investments.assess_money import MoneyInputs, assess_money
from sharedsafety.investments.coded import CodedShare, PriorityLink


def coded(key: str, category: str) -> CodedShare:
    return CodedShare(program_key=key, category=category, share=Fraction(1), basis="A", status="single", coder="a")


@pytest.mark.parametrize("kind", ["S3", "S5"])
def test_dollars_nobody_coded_serve_no_priority(kind: str) -> None:
    cube = cube_of([{"program_key": "heal", "cents": 100_00}, {"program_key": "mystery", "cents": 900_00}])
    priority = StatedPriority(id="p", title="Heal", body="", principle="CSC", statement_kind=kind, source="test")
    inputs = MoneyInputs(
        coding=[coded("heal", "SV-FIN")],
        links=[PriorityLink(program_key="heal", priority_id="p", weight=1.0)],
        priorities=[priority],
        population={},
        deflator={},
        documents={},
        fiscal_year_start=7,
    )
    money = assess_money(cube, inputs, headline=(2025, "adopted"), seed=1, draws=50)
    assert money.priorities[0].amount.value == 100.0
    assert money.coverage.together_once.value == 100.0
    assert money.views[0].totals.uncoded.value == 900.0
