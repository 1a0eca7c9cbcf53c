"""``sharedsafety --help`` in a fresh process, against its limit (performance.md)."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIMIT_SECONDS = 0.3
RUNS = 5


def main() -> None:
    """Print the least time of some runs, the processor's time of one, the peak memory and the ratio to the limit."""
    command = [sys.executable, "-m", "sharedsafety", "--help"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    seconds = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
        seconds.append(time.perf_counter() - begun)
    if missing := [verb for verb in ("check", "assess", "budget", "progress", "publish") if verb not in said]:
        raise SystemExit(f"wrong answer: --help does not name {', '.join(missing)}")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked, best = (used.ru_utime + used.ru_stime) / RUNS, min(seconds)
    print(f"--help {best:.2f} s (processor {worked:.2f} s), {used.ru_maxrss / 1024:.0f} MiB", end=", ")
    print(f"ratio to the limit {best / LIMIT_SECONDS:.2f} (processor {worked / LIMIT_SECONDS:.2f})")


if __name__ == "__main__":
    main()
