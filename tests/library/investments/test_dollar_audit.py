"""A sample of dollars that somebody codes again, and the bound it gives."""

from fractions import Fraction

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.library.investments.cubes import worked_example

from sharedsafety.investments.dollar_audit import AuditResult, audit_bound, audit_sample, coding_taint, result_findings


def lines(*cents: int) -> pa.Table:
    plain = {"fiscal_year": 2025, "phase": "adopted", "flow": "expenditure", "fund_code": "GF", "object": "x",
             "doc_id": "d", "source_column": "Amount"}  # fmt: skip
    rows = [{**plain, "line_id": f"d:{i:03}", "program_key": f"p{i}", "source_row": i + 2, "amount_cents": amount}
            for i, amount in enumerate(cents)]  # fmt: skip
    rows.append({**rows[0], "line_id": "d:revenue", "flow": "revenue", "amount_cents": 10**9})
    rows.append({**rows[0], "line_id": "d:old", "fiscal_year": 2024, "amount_cents": 10**9})
    return pa.Table.from_pylist(rows)


def sample(size: int = 60, *cents: int):
    return audit_sample(lines(*(cents or range(100, 5_000, 7))), fiscal_year=2025, phase="adopted", size=size, seed=7)


def test_only_spending_of_the_year_is_drawn_and_the_same_seed_draws_the_same():
    first = sample()
    assert first == sample()
    assert first.size == sum(line.draws for line in first.lines) == 60
    assert not {"d:revenue", "d:old"} & {line.line_id for line in first.lines}


@pytest.mark.parametrize(("name", "taints"), [("bound, taints []", []), ("bound, taints [1.0]", [1.0])])
def test_the_bound_is_that_of_the_worked_example(name, taints):
    tolerance, cases = worked_example("WX-3")
    inputs, expected = next(case for case in cases if case[0].get("taints") == taints)
    drawn = sample(inputs["n"])
    assert all(line.draws == 1 for line in drawn.lines)
    wrong = [*taints, *[0] * (len(drawn.lines) - len(taints))]
    results = [AuditResult(line_id=line.line_id, taint=taint) for line, taint in zip(drawn.lines, wrong, strict=True)]
    assert audit_bound(drawn, results, risk=inputs["risk"]) == pytest.approx(expected["upper_bound"], abs=tolerance)


def test_no_more_than_all_dollars_are_coded_wrong_however_small_the_sample():
    drawn = sample(1)
    results = [AuditResult(line_id=line.line_id, taint=1) for line in drawn.lines]
    assert audit_bound(drawn, results, risk=0.05) == 1.0


def test_a_line_drawn_twice_counts_twice():
    drawn = sample(40, 100, 900)
    large = next(line for line in drawn.lines if line.cents == 900)
    assert large.draws >= 3
    right = audit_bound(drawn, [AuditResult(line_id=line.line_id, taint=0) for line in drawn.lines], risk=0.05)
    once = [AuditResult(line_id=line.line_id, taint=float(line is large)) for line in drawn.lines]
    assert audit_bound(drawn, once, risk=0.05) > 2 * right


def test_results_must_be_those_of_the_sample():
    drawn = sample(5)
    results = [AuditResult(line_id=line.line_id, taint=0, row=i) for i, line in enumerate(drawn.lines, start=2)]
    assert result_findings(drawn, results, file="r.csv") == ()
    strange = [*results[1:], AuditResult(line_id="d:revenue", taint=0, row=9)]
    found = result_findings(drawn, strange, file="r.csv")
    assert [(finding.code, finding.row) for finding in found] == [("audit-not-drawn", 9), ("audit-no-result", None)]


@given(shares=st.lists(st.integers(0, 100), min_size=6, max_size=6).filter(any))
def test_a_taint_is_the_share_that_must_change_place_and_knows_no_direction(shares):
    first, second = shares[:3], shares[3:]
    if not any(first) or not any(second):
        return
    coded = {code: Fraction(part, sum(first)) for code, part in zip("abc", first, strict=True)}
    again = {code: Fraction(part, sum(second)) for code, part in zip("bcd", second, strict=True)}
    taint = coding_taint(coded, again)
    assert taint == coding_taint(again, coded)
    assert 0 <= taint <= 1
    assert taint == sum(abs(coded.get(code, 0) - again.get(code, 0)) for code in "abcd") / 2
    assert coding_taint(coded, coded) == 0
