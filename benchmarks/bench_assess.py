"""The money chapter on a made-up ledger (600 programs, 10 years and phases, 40 funds), and the three examples whole.

Run alone: ``python benchmarks/bench_assess.py``.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.measured import Cost, alone, timed  # noqa: E402 - only now it is found

PROGRAMS, YEARS, FUNDS, DRAWS = 600, 5, 40, 4000
LIMIT_WHOLE = 5.0  # seconds: one example from its folder to its files, without charts
LIMIT_EDIT, LIMIT_VIEW = 0.2, 1.0  # seconds: re-run after a coding edit, one view with its simulation
LIMIT_MIB = 400


def made_up(seed: int = 7) -> tuple[Any, Any]:
    """Return a cube and everything people write beside it; about half of the programs have ranges."""
    import numpy as np
    from tests.library.investments.cubes import cube_of

    from sharedsafety.framework.taxonomy import taxonomy
    from sharedsafety.investments.assess_money import MoneyInputs
    from sharedsafety.investments.coded import Fund, PriorityLink

    rng = np.random.default_rng(seed)
    cube = cube_of(_rows(rng))
    control = taxonomy().control_classes
    funds = [
        Fund(fund_code=f"f{i:02d}", name=f"Fund {i}", control=control[i % 4], recurrence="ongoing")
        for i in range(FUNDS)
    ]
    links = [
        PriorityLink(program_key=f"p{program:03d}", priority_id=f"s{program % 4}", weight=1.0)
        for program in range(0, PROGRAMS, 5)
    ]
    inputs = MoneyInputs(
        coding=_coding(rng),
        funds=funds,
        links=links,
        priorities=_priorities(),
        population={2018 + year: 250_000 for year in range(YEARS)},
        deflator={2018 + year: 100 + 3 * year for year in range(YEARS)},
        documents={},
        fiscal_year_start=7,
    )
    return cube, inputs


def _rows(rng: Any) -> list[dict[str, Any]]:
    return [
        {
            "program_key": f"p{program:03d}",
            "fiscal_year": 2018 + year,
            "phase": phase,
            "fund_code": f"f{fund:02d}",
            "character": character,
            "cents": int(rng.lognormal(17, 2)),
        }
        for program in range(PROGRAMS)
        for year in range(YEARS)
        for phase in ("adopted", "actual")
        for fund in rng.choice(FUNDS, 3, replace=False)
        for character in ("personnel", "operating")
    ]


def _coding(rng: Any) -> list[Any]:
    from sharedsafety.framework.taxonomy import taxonomy
    from sharedsafety.investments.coded import CodedShare

    coding = []
    for program in range(PROGRAMS):
        codes = rng.choice(taxonomy().codes, rng.integers(1, 4), replace=False)
        wide = rng.random() < 0.5 and len(codes) > 1
        share = Fraction(1, len(codes))
        ends = {"low": share / 2, "high": min(Fraction(1), share * 2)} if wide else {}
        key = f"p{program:03d}"
        coding += [CodedShare(program_key=key, category=code, share=share, basis="E", **ends) for code in codes]
    return coding


def _priorities() -> list[Any]:
    from sharedsafety.framework.priority import StatedPriority
    from sharedsafety.framework.taxonomy import taxonomy

    asked: Any = {"title": "", "body": "", "source": "", "direction": "more"}
    linked = [StatedPriority(id=f"s{i}", principle=None, statement_kind="S3", **asked) for i in range(4)]
    return linked + [
        StatedPriority(id=key, principle=key, statement_kind="S5", **asked) for key in taxonomy().principles
    ]


def money_assessed() -> tuple[Cost, int]:
    """Return the cost of all views of the made-up ledger and their number; every view adds up to P."""
    from sharedsafety.investments.assess_money import assess_money

    cube, inputs = made_up()
    assess_money(cube, inputs, headline=(2022, "adopted"), seed=1, draws=10)  # loads what is loaded once
    cost, result = timed(lambda: assess_money(cube, inputs, headline=(2022, "adopted"), seed=1, draws=DRAWS))
    _check_sums(result)
    return cost, len(result.views)


def coding_edited() -> Cost:
    """Return the cost of a run after a coding edit: the cube is split anew, one year is counted."""
    from sharedsafety.investments.coding import coded_parts
    from sharedsafety.investments.scope import split_cube, year_money

    cube, inputs = made_up()

    def edit() -> Any:
        return year_money(split_cube(cube, coded_parts(inputs.coding)), 2022, "adopted", {})

    edit()
    cost, money = timed(edit)
    if int(money.spending.cents.sum()) != money.document_cents:
        raise SystemExit("wrong answer: the split does not add up to the cent")
    return cost


def example_assessed(folder: Path, *, again: bool = False) -> Cost:
    """Return the cost of one example, from its folder to its files; ``again``: after an edit of its coding."""
    with tempfile.TemporaryDirectory() as name:
        mine, space = Path(name) / folder.name, Path(name)
        shutil.copytree(folder, mine)
        if again:
            _whole(mine, space)
            coding = mine / "budget" / "coding.csv"
            header, first, *others = coding.read_text(encoding="utf-8").splitlines(keepends=True)
            coding.write_text("".join((header, *others, first)), encoding="utf-8")
        cost, done = timed(lambda: _whole(mine, space))
    headline = [view for view in done.money.views if (view.fiscal_year, view.phase) == done.money.headline]
    if [view.reconciled for view in headline] == [False]:
        raise SystemExit(f"wrong answer: the budget of {folder.name} does not match its printed total")
    _check_sums(done.money)
    return cost


def example_edited(folder: Path) -> Cost:
    """Return the cost of one example after an edit of its coding, when its ledger was kept."""
    return example_assessed(folder, again=True)


def _whole(folder: Path, space: Path) -> Any:
    from sharedsafety.folder.assess import assess
    from sharedsafety.folder.check import checked_community
    from sharedsafety.folder.results_out import write_results

    community = checked_community(folder).community
    done = assess(community, as_of=date(2026, 11, 23), keep_in=space / "kept", seed=1)
    write_results(done, space / "out", charts=False)
    return done


def _check_sums(money: Any) -> None:
    if not money.views:
        raise SystemExit("wrong answer: no year was assessed")
    for view in money.views:
        coded = sum(row.amount.value for row in view.tables["category"] if row.code != "uncoded")
        if abs(coded - view.totals.perimeter.value) >= 0.01:
            raise SystemExit(f"wrong answer: the categories of {view.fiscal_year} {view.phase} do not sum to P")


def main() -> None:
    """Print times, peak memory and ratios to the limits of the performance page."""
    most = 0.0
    for folder in sorted(path.parent for path in (ROOT / "examples").glob("*/community.yaml")):
        cost = alone(example_assessed, folder)
        most = max(most, cost.peak_mib)
        print(cost.line(f"assess {folder.name}", LIMIT_WHOLE))
        print(alone(example_edited, folder).line("  again, after a coding edit", LIMIT_WHOLE))
    cost, views = alone(money_assessed)
    print(cost.line(f"assess_money, {views} views, {DRAWS} draws", LIMIT_VIEW * views))
    print(alone(coding_edited).line("coding edit: cube split anew", LIMIT_EDIT))
    most = max(most, cost.peak_mib)
    print(f"peak memory {most:.0f} MiB, ratio to the limit {most / LIMIT_MIB:.2f}")


if __name__ == "__main__":
    main()
