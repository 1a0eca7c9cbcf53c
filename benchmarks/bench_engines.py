"""One ledger added up on each engine: the same cube is asked of each, and a wrong total ends the run.

Run alone: ``python benchmarks/bench_engines.py [--lines N] [--engine URL ...]``; the extra of an engine must
be installed. The first run of Spark starts its session; the second does not.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from bench_ledger import MAPPING, write_budget


def main() -> None:
    """Make a ledger, add it up on each engine twice, check the totals."""
    from sharedsafety.investments.cube import ledger_cube
    from sharedsafety.investments.ledger_file import import_to_file
    from sharedsafety.investments.mapping_file import read_mapping

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--engine", nargs="+", default=[])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dollars = write_budget(folder / "budget.csv", asked.lines)
        (folder / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
        mapping, faults = read_mapping(folder / "mapping.yaml", shown_as="mapping.yaml")
        if mapping is None:
            sys.exit(str(faults))
        ledger = folder / "ledger.parquet"
        import_to_file(mapping, folder, ledger, jurisdiction_id="bench")
        print(f"{asked.lines:,} lines, {ledger.stat().st_size / 1e6:,.0f} MB Parquet")
        for engine in ("duckdb", *asked.engine):
            for run in ("first", "second"):
                start = time.perf_counter()
                cube = ledger_cube(ledger, engine=engine)
                took = time.perf_counter() - start
                if sum(cube.table["amount_cents"].to_pylist()) != dollars * 100:
                    sys.exit(f"{engine} lost or made money")
                print(f"{engine.partition('://')[0]:<10} {run} run {took:7.2f} s")


if __name__ == "__main__":
    main()
