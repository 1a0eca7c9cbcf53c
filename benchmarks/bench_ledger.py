"""Ledger: 10 million published lines imported, then added up, against plain scans of the same files.

The limit of the import is what DuckDB needs to read every cell of the CSV and to keep nothing but a maximum; its peer
is what DuckDB needs to copy the same ten columns to Parquet. A ledger has twenty-six columns, each line with its place.
The limit of the cube is a scan of the three columns that any total by program and year needs. Its second run is on a
ledger of ``--copies`` times as many lines, made of the row groups of the first.

Run alone: ``python benchmarks/bench_ledger.py [--lines N] [--copies N]``. The input is made in a temporary folder.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Least:
    """The least time of some runs: by the clock, and of the processor, which says more on a busy machine."""

    clock: float
    processor: float


def seconds(work: Callable[[], Any], repeat: int = 3) -> tuple[Least, Any]:
    """Return the least times of some runs, and the last result."""
    costs = []
    for _ in range(repeat):
        clock, processor = time.perf_counter(), time.process_time()
        result = work()
        costs.append((time.perf_counter() - clock, time.process_time() - processor))
    return Least(*map(min, zip(*costs, strict=True))), result


def csv_scan(path: Path) -> Any:
    """DuckDB reads every cell of the file as text and keeps a maximum."""
    import duckdb

    cells = ", ".join(f"max(column{number})" for number in range(10))
    return duckdb.sql(f"select {cells} from {_cells(path)}").fetchall()


def csv_copied(path: Path) -> None:
    """DuckDB copies every cell of the file, as text, to a Parquet file."""
    import duckdb

    duckdb.sql(f"copy (from {_cells(path)}) to '{path.with_suffix('.copy')}' (format parquet, compression zstd)")


def _cells(path: Path) -> str:
    return f"read_csv('{path}', all_varchar=true, header=false, skip=1)"


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


def longer(ledger: Path, copies: int) -> Path:
    """Return a ledger that holds the lines of another several times; only the first copy starts its cells."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from sharedsafety.investments.ledger_file import ledger_writer

    path = ledger.with_name("longer.parquet")
    with ledger_writer(path) as writer:
        texts = [field.name for field in writer.schema if pa.types.is_dictionary(field.type)]
        read = pq.ParquetFile(ledger, read_dictionary=texts)
        at = writer.schema.get_field_index("cell_start")
        for copy in range(copies):
            for group in range(read.num_row_groups):
                lines = read.read_row_group(group).cast(writer.schema)
                if copy:
                    lines = lines.set_column(at, writer.schema[at], pa.repeat(False, lines.num_rows))
                writer.write_table(lines)
    return path


def peak_of(step: str, path: Path) -> float:
    """Return the peak memory of one step in a process of its own, in MiB."""
    command = [sys.executable, __file__, "--step", step, "--path", str(path)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def run_step(step: str, path: Path) -> None:
    """Run one step and print the peak memory of this process in MiB."""
    from sharedsafety.investments.cube import ledger_cube

    {"import": imported, "totals": read_only, "cube": ledger_cube}[step](path)
    # Not ru_maxrss: a child inherits that of the process that started it.
    print(int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1024)


def report(name: str, took: Least, scan: Least, limit: float | None = None, peak: float | None = None) -> None:
    """Print one line."""
    clock, processor = took.clock / scan.clock, took.processor / scan.processor
    line = f"{name:32} {took.clock:7.2f} s   {clock:5.2f} x the scan, processor {processor:5.2f} x"
    if limit is not None and peak is not None:
        line += f"   limit {limit}: {'within' if clock <= limit else 'OVER'}   peak {peak:.0f} MiB"
    print(line)


def csv_measured(folder: Path, dollars: int) -> None:
    """Measure the import beside the scan and the plain copy; check that no dollar was lost."""
    budget = folder / "budget.csv"
    took, done = seconds(lambda: imported(folder), repeat=2)
    if sum(total.cents for total in done.totals) != dollars * 100:
        sys.exit("the import lost or made money")
    scan, _ = seconds(lambda: csv_scan(budget))
    copied, _ = seconds(lambda: csv_copied(budget), repeat=2)
    print(f"{budget.stat().st_size / 1e6:,.0f} MB CSV; scan {scan.clock:.2f} s, processor {scan.processor:.2f} s")
    report("DuckDB's copy, CSV -> Parquet", copied, scan)
    report("CSV -> ledger (Parquet)", took, scan, 1.5, peak_of("import", folder))
    took, _ = seconds(lambda: read_only(folder), repeat=2)
    report("CSV -> totals, no ledger written", took, scan, 1.5, peak_of("totals", folder))


def cube_measured(ledger: Path, dollars: int) -> None:
    """Measure the cube beside the scan; check that no dollar was lost."""
    from sharedsafety.investments.cube import ledger_cube

    took, cube = seconds(lambda: ledger_cube(ledger))
    if sum(cube.table["amount_cents"].to_pylist()) != dollars * 100:
        sys.exit("the cube lost or made money")
    scan, _ = seconds(lambda: parquet_scan(ledger))
    lines = sum(cube.table["lines"].to_pylist())
    print(f"{ledger.stat().st_size / 1e6:,.0f} MB Parquet, {lines:,} lines, {cube.table.num_rows:,} cells; "
          f"scan {scan.clock:.2f} s, processor {scan.processor:.2f} s")  # fmt: skip
    report("ledger -> cube", took, scan, 4, peak_of("cube", ledger))


def main(lines: int, copies: int) -> None:
    """Make the input, measure, check the totals."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dollars = write_budget(folder / "budget.csv", lines)
        print(f"{lines:,} lines; load before: {os.getloadavg()[0]:.1f}")
        csv_measured(folder, dollars)
        cube_measured(folder / "ledger.parquet", dollars)
        if copies > 1:
            cube_measured(longer(folder / "ledger.parquet", copies), dollars * copies)
        print(f"load after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--lines", type=int, default=10_000_000)
    arguments.add_argument("--copies", type=int, default=1)
    arguments.add_argument("--step", choices=("import", "totals", "cube"))
    arguments.add_argument("--path", type=Path)
    given = arguments.parse_args()
    if given.step:
        run_step(given.step, given.path)
    else:
        main(given.lines, given.copies)
