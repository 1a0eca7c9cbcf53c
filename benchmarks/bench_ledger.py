"""Ledger: 10 million published lines imported, then aggregated, against plain scans of the same files.

Run alone: ``python benchmarks/bench_ledger.py [--lines N]``. The input is made in a temporary folder.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HEADER = "Dept Code,Dept Name,Org Name,Prog Code,Prog Name,Fund Code,Fund Name,Account Name,Fiscal Year,Amount"
MAPPING = """
character: [{words: [kind 1], character: personnel}]
files:
  - file: budget.csv
    columns:
      {department: Dept Name, division: Org Name, program_code: Prog Code, program: Prog Name,
       fund_code: Fund Code, fund: Fund Name, object: Account Name}
    amounts: [{column: Amount, fiscal_year: {column: Fiscal Year}, phase: adopted, document: "d-{fiscal_year}"}]
"""
CHUNK = 100_000


def write_budget(path: Path, lines: int) -> int:
    """Write a budget of so many lines (400 programs, 276 funds, 900 accounts, 10 years); return its dollars."""
    import numpy as np

    rng = np.random.default_rng(20170401)
    programs = [
        f"{d:02d},Department {d},Division {d} of the City,{d:02d}{p:02d},Program number {p} of department {d}"
        for d in range(50)
        for p in range(8)
    ]
    funds = [f"{f},Fund {f} (Schedule {f % 57})" for f in range(276)]
    total = 0
    with path.open("w", encoding="utf-8") as out:
        out.write(f"{HEADER}\r\n")
        for start in range(0, lines, CHUNK):
            size = min(CHUNK, lines - start)
            amounts = rng.integers(1, 10**7, size)
            total += int(amounts.sum())
            program = rng.integers(0, 400, size)
            fund = (program * 7 + rng.integers(0, 5, size)) % 276  # a program lives from a handful of funds
            columns = zip(program, fund, rng.integers(0, 900, size),
                          rng.integers(2014, 2024, size), amounts.tolist(), strict=True)  # fmt: skip
            out.write("".join(f"{programs[p]},{funds[f]},Account of kind {a},{y},{v}\r\n" for p, f, a, y, v in columns))
    return total


def seconds(work: Callable[[], Any], repeat: int = 3) -> tuple[float, Any]:
    """Return the least time of some runs, and the last result."""
    best, result = float("inf"), None
    for _ in range(repeat):
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    return best, result


def csv_scan(path: Path) -> Any:
    """DuckDB reads every cell of the file as text and keeps nothing."""
    import duckdb

    cells = ", ".join(f"max(column{number})" for number in range(10))
    return duckdb.sql(f"select {cells} from read_csv('{path}', all_varchar=true, header=false, skip=1)").fetchall()


def parquet_scan(path: Path) -> Any:
    """DuckDB reads the three columns that any total by program and year needs."""
    import duckdb

    query = f"select max(program_key), max(fiscal_year), sum(amount_cents) from read_parquet('{path}')"
    return duckdb.sql(query).fetchall()


def imported(folder: Path) -> Any:
    """Import the budget into a ledger file."""
    from sharedsafety.investments.ledger_file import import_to_file
    from sharedsafety.investments.mapping_file import checked, mapping_of

    return import_to_file(checked(mapping_of(MAPPING)), folder, folder / "ledger.parquet", jurisdiction_id="bench")


def read_only(folder: Path) -> Any:
    """Import the budget and keep only its totals: what reading costs without writing the ledger."""
    from sharedsafety.investments.ledger import import_into
    from sharedsafety.investments.mapping_file import checked, mapping_of

    return import_into(lambda batch: None, checked(mapping_of(MAPPING)), folder, jurisdiction_id="bench")


def written_again(folder: Path) -> Any:
    """Write a tenth of the ledger again from memory, as Arrow does it: the floor of any writing."""
    import pyarrow.parquet as pq

    table = next(pq.ParquetFile(folder / "ledger.parquet").iter_batches(10**6))
    start = time.perf_counter()
    with pq.ParquetWriter(folder / "again.parquet", table.schema, compression="zstd") as writer:
        writer.write_batch(table)
    return (time.perf_counter() - start) / table.num_rows


def peak_of(step: str, folder: Path) -> float:
    """Return the peak memory of one step in a process of its own, in MiB."""
    command = [sys.executable, __file__, "--step", step, "--folder", str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def run_step(step: str, folder: Path) -> None:
    """Run one step and print the peak memory of this process in MiB."""
    from sharedsafety.investments.cube import ledger_cube

    if step == "import":
        imported(folder)
    elif step == "totals":
        read_only(folder)
    else:
        ledger_cube(folder / "ledger.parquet")
    # Not ru_maxrss: a child inherits that of the process that started it.
    print(int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1024)


def report(name: str, took: float, ratio: float, limit: float, peak: float) -> None:
    """Print one line."""
    verdict = "within" if ratio <= limit else "OVER"
    print(f"{name:34} {took:7.2f} s   {ratio:5.2f} x the scan (limit {limit}: {verdict})   peak {peak:6.0f} MiB")


def main(lines: int) -> None:
    """Make the input, measure, check the totals."""
    from sharedsafety.investments.cube import ledger_cube

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dollars = write_budget(folder / "budget.csv", lines)
        scan, _ = seconds(lambda: csv_scan(folder / "budget.csv"))
        took, done = seconds(lambda: imported(folder), repeat=1)
        if sum(total.cents for total in done.totals) != dollars * 100:
            sys.exit("the import lost or made money")
        print(
            f"{lines:,} lines, {(folder / 'budget.csv').stat().st_size / 1e6:,.0f} MB CSV; plain CSV scan {scan:.2f} s"
        )
        report("CSV -> ledger (Parquet)", took, took / scan, 1.5, peak_of("import", folder))
        took, _ = seconds(lambda: read_only(folder), repeat=1)
        report("CSV -> totals, no ledger written", took, took / scan, 1.5, peak_of("totals", folder))
        floor = written_again(folder) * lines
        print(f"writing alone, from memory: {floor:.2f} s ({floor / scan:.2f} x the scan)")
        ledger = folder / "ledger.parquet"
        scan, _ = seconds(lambda: parquet_scan(ledger))
        took, cube = seconds(lambda: ledger_cube(ledger))
        if sum(cube.table["amount_cents"].to_pylist()) != dollars * 100:
            sys.exit("the cube lost or made money")
        print(f"{ledger.stat().st_size / 1e6:,.0f} MB Parquet, {cube.table.num_rows:,} cells; scan {scan:.2f} s")
        report("ledger -> cube", took, took / scan, 4, peak_of("cube", folder))


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--lines", type=int, default=10_000_000)
    arguments.add_argument("--step", choices=("import", "totals", "cube"))
    arguments.add_argument("--folder", type=Path)
    given = arguments.parse_args()
    if given.step:
        run_step(given.step, given.folder)
    else:
        main(given.lines)
