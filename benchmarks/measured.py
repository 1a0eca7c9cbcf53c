"""What one run costs: time by the clock, time of the processor, peak memory; each run in a process of its own."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """The cost of one run; the processor's time says more on a machine that does other things too."""

    seconds: float
    processor_seconds: float
    peak_mib: float

    def line(self, name: str, limit_seconds: float) -> str:
        """Return the cost in one line, with its ratio to a limit."""
        clock, worked = self.seconds / limit_seconds, self.processor_seconds / limit_seconds
        return (
            f"{name:<34} {self.seconds:7.2f} s (processor {self.processor_seconds:.2f} s), {self.peak_mib:.0f} MiB, "
            f"ratio to the limit {clock:.2f} (processor {worked:.2f})"
        )


def alone(work: Any, *arguments: Any) -> Any:
    """Return what ``work`` returns, from a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(work, *arguments).result()


def timed(work: Callable[[], Any]) -> tuple[Cost, Any]:
    """Return the cost of some work in this process, and its result."""
    clock, worked = time.perf_counter(), time.process_time()
    result = work()
    cost = Cost(
        seconds=time.perf_counter() - clock,
        processor_seconds=time.process_time() - worked,
        peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )
    return cost, result
