"""Small ledgers for tests: rows as people would write them, and the worked examples' file."""

from collections import defaultdict
from fractions import Fraction
from functools import cache
from pathlib import Path

import pyarrow as pa

from sharedsafety.core.strict_yaml import parse_yaml
from sharedsafety.investments.assess_money import MoneyInputs, assess_money
from sharedsafety.investments.coded import CodedShare, Fund
from sharedsafety.investments.ledger_schema import CUBE_KEYS, LedgerCube

CASES = Path(__file__).parents[2] / "cases" / "worked_examples.yaml"


@cache
def _examples():
    return {entry["id"]: entry for entry in parse_yaml(CASES.read_text(encoding="utf-8"))["examples"]}


def worked_example(name):
    """Return (tolerance, [(inputs, expected), ...]) of one worked example."""
    entry = _examples()[name]
    return float(entry["tolerance"]), [(case["inputs"], case["expected"]) for case in entry["cases"]]


def cube_of(rows, programs=None):
    """Return a cube of rows (dicts; what is missing is plain spending of FY2025 adopted), keys once each."""
    plain = {
        "fiscal_year": 2025,
        "phase": "adopted",
        "fund_code": "GF",
        "character": "unknown",
        "flow": "expenditure",
        "receiver": None,
        "stated_label": None,
    }
    totals = defaultdict(int)
    for row in rows:
        full = plain | row
        totals[tuple(full[key] for key in CUBE_KEYS)] += full["cents"]
    keys = sorted(totals, key=lambda key: tuple("" if value is None else value for value in key))
    types = [pa.string(), pa.int16(), *[pa.string()] * 6]
    columns = {name: pa.array([key[i] for key in keys], types[i]) for i, name in enumerate(CUBE_KEYS)} | {
        "amount_cents": pa.array([totals[key] for key in keys], pa.int64()),
        "lines": pa.array([1] * len(keys), pa.int64()),
        "rounded_lines": pa.array([0] * len(keys), pa.int64()),
    }
    names = sorted({key[0] for key in keys})
    known = programs or {}
    described = [known.get(name, ("Dept", f"c-{name}", name)) for name in names]
    table = {
        "program_key": pa.array(names, pa.string()),
        "department": pa.array([entry[0] for entry in described], pa.string()),
        "program_code": pa.array([entry[1] for entry in described], pa.string()),
        "program": pa.array([entry[2] for entry in described], pa.string()),
    }
    return LedgerCube(pa.table(columns), pa.table(table))


def coded(program, *categories, **more):
    """Return coded shares: ``coded("p", ("JS-POL", "0.6", "0.5", "0.7"), ...)``; one category alone gets 1."""
    rows = []
    for entry in categories:
        category, share, *ends = (entry, 1) if isinstance(entry, str) else entry
        low, high = (Fraction(end) for end in ends) if ends else (None, None)
        basis = "A" if low is None else "E"
        settings = {"basis": basis, "status": "single", "coder": "a"} | more
        rows.append(
            CodedShare(program_key=program, category=category, share=Fraction(share), low=low, high=high, **settings)
        )
    return rows


def assessed(rows, coding, headline=(2025, "adopted"), **more):
    """Return the whole assessment of a ledger's rows and a coding; ``more`` are further inputs."""
    plain = {"population": {}, "deflator": {}, "documents": {}, "fiscal_year_start": 7}
    inputs = MoneyInputs(coding=coding, **(plain | more))
    return assess_money(cube_of(rows), inputs, headline=headline, seed=3, draws=200)


def end_to_end_fixture():
    """Return (cube, coding, funds, expected) of WX-41; each line has a fund of its own."""
    _, [(inputs, expected)] = worked_example("WX-41")
    rows, coding, funds = [], [], []
    for line in inputs["lines"]:
        name = line["line_id"]
        rows.append({"program_key": name, "fund_code": f"fund-{name}", "cents": line["amount"] * 1000 * 100})
        shares = [(part["category"], str(part["share"])) for part in line["allocations"]]
        coding += coded(name, *shares, delivery_agent=line["delivery_agent"])
        funds.append(
            Fund(
                fund_code=f"fund-{name}",
                name=f"Fund of {name}",
                control=line["control"],
                recurrence=line["recurrence"],
                end_fy=line["end_fy"],
            )
        )
    return cube_of(rows), tuple(coding), tuple(funds), expected
