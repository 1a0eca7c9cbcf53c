"""The whole money chapter on a made-up ledger (600 programs, 10 years and phases, 40 funds), and the three examples."""

import resource
import tempfile
import time
from datetime import date
from fractions import Fraction
from pathlib import Path

import numpy as np
from tests.library.investments.cubes import cube_of

from sharedsafety.folder.assess import assess
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.results_out import write_results
from sharedsafety.framework.priority import StatedPriority
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.investments.assess_money import MoneyInputs, assess_money
from sharedsafety.investments.coded import CodedShare, Fund, PriorityLink
from sharedsafety.investments.coding import coded_parts
from sharedsafety.investments.scope import split_cube, year_money

PROGRAMS, YEARS, FUNDS, DRAWS = 600, 5, 40, 4000
EXAMPLES = Path(__file__).parents[1] / "examples"
LIMIT_WHOLE = 5.0  # seconds: one example from its folder to its files, without charts
LIMIT_EDIT, LIMIT_VIEW = 0.2, 1.0  # seconds: re-run after a coding edit, one view with its simulation


def made_up(seed=7):
    """Return a cube and everything people write beside it; about half of the programs have ranges."""
    rng = np.random.default_rng(seed)
    rows = [
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
    coding = []
    for program in range(PROGRAMS):
        codes = rng.choice(taxonomy().codes, rng.integers(1, 4), replace=False)
        wide = rng.random() < 0.5 and len(codes) > 1
        for code in codes:
            share = Fraction(1, len(codes))
            ends = {"low": share / 2, "high": min(Fraction(1), share * 2)} if wide else {}
            coding.append(CodedShare(program_key=f"p{program:03d}", category=code, share=share, basis="E", **ends))
    funds = [
        Fund(
            fund_code=f"f{i:02d}",
            name=f"Fund {i}",
            control=taxonomy().control_classes[i % 4],
            recurrence="ongoing",
        )
        for i in range(FUNDS)
    ]
    priorities = [
        StatedPriority(id=f"s{i}", title="", body="", principle=None, statement_kind="S3", source="", direction="more")
        for i in range(4)
    ]
    priorities += [
        StatedPriority(id=key, title="", body="", principle=key, statement_kind="S5", source="", direction="more")
        for key in taxonomy().principles
    ]
    links = [
        PriorityLink(program_key=f"p{program:03d}", priority_id=f"s{program % 4}", weight=1.0)
        for program in range(0, PROGRAMS, 5)
    ]
    inputs = MoneyInputs(
        coding=coding,
        funds=funds,
        links=links,
        priorities=priorities,
        population={2018 + year: 250_000 for year in range(YEARS)},
        deflator={2018 + year: 100 + 3 * year for year in range(YEARS)},
        documents={},
        fiscal_year_start=7,
    )
    return cube_of(rows), inputs


def timed(action):
    """Return (seconds, result) of one run."""
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


def example_assessed(folder):
    """Return the assessment of one example, its files written and thrown away."""
    with tempfile.TemporaryDirectory() as space:
        community = checked_community(folder).community
        done = assess(community, as_of=date(2026, 11, 23), keep_in=Path(space), seed=1)
        write_results(done, Path(space) / "out", charts=False)
    return done


def main():
    """Print times, peak memory and ratios to the limits of the performance page."""
    cube, inputs = made_up()
    timed(lambda: assess_money(cube, inputs, headline=(2022, "adopted"), seed=1, draws=10))
    full, result = timed(lambda: assess_money(cube, inputs, headline=(2022, "adopted"), seed=1, draws=DRAWS))
    small, _ = timed(lambda: assess_money(cube, inputs, headline=(2022, "adopted"), seed=1, draws=10))
    edit, pieces = timed(lambda: split_cube(cube, coded_parts(inputs.coding)))
    one, _ = timed(lambda: year_money(pieces, 2022, "adopted", {}))
    for view in result.views:
        total = sum(row.amount.value for row in view.tables["category"])
        assert abs(total - view.totals.perimeter.value) < 0.01, "categories do not sum to P"
    for folder in sorted(path for path in EXAMPLES.iterdir() if (path / "community.yaml").is_file()):
        processor = time.process_time()
        whole, done = timed(lambda folder=folder: example_assessed(folder))
        processor = time.process_time() - processor
        assert done.money.views, "no year was assessed"
        ratio = whole / LIMIT_WHOLE
        print(f"assess {folder.name:<20}  {whole:7.2f} s   processor {processor:.2f} s, ratio to limit {ratio:.2f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"cube rows {cube.table.num_rows}, programs {PROGRAMS}, views {len(result.views)}, draws {DRAWS}")
    a_view = full / len(result.views)
    print(
        f"assess_money, all years      {full:7.2f} s   a view {a_view:.2f} s, ratio to limit {a_view / LIMIT_VIEW:.2f}"
    )
    print(f"  with 10 draws              {small:7.2f} s")
    print(f"coding edit: split the cube  {edit + one:7.3f} s   ratio to limit {(edit + one) / LIMIT_EDIT:.2f}")
    print(f"peak memory                  {peak:7.0f} MiB  limit 400 MiB")


if __name__ == "__main__":
    main()
