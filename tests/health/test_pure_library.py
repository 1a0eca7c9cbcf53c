"""The library is pure: no print, network, clock, environment or global randomness, and nothing heavy at import."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.health.source_rules import LIBRARY, forbidden, heavy_imports_at_the_top, library_files


def name(path: Path) -> str:
    return str(path.relative_to(LIBRARY))


@pytest.mark.parametrize("path", library_files(), ids=name)
def test_a_module_makes_no_forbidden_call(path: Path) -> None:
    # The command line is the edge where "today" becomes an argument; nothing below it may look at a clock.
    at_the_edge = path.parent.name == "cli"
    assert forbidden(path.read_text(encoding="utf-8"), clock_allowed=at_the_edge) == []


@pytest.mark.parametrize("path", library_files(), ids=name)
def test_a_module_loads_nothing_heavy_when_it_is_imported(path: Path) -> None:
    assert heavy_imports_at_the_top(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("sample", "word"),
    [
        ("print('x')", "print"),
        ("assert x", "assert"),
        ("eval('1')", "eval"),
        ("exec('1')", "exec"),
        ("input()", "input"),
        ("import socket", "socket"),
        ("from urllib.request import urlopen", "urllib"),
        ("import http.client", "http"),
        ("def f():\n    import requests", "requests"),
        ("import random", "random"),
        ("from secrets import token_hex", "secrets"),
        ("from datetime import datetime\ndatetime.now()", "clock"),
        ("import datetime as dt\ndt.date.today()", "clock"),
        ("from datetime import date\nf(default=date.today)", "clock"),
        ("import time\ntime.time()", "clock"),
        ("from time import perf_counter\nperf_counter()", "clock"),
        ("import os\nos.environ['X']", "environ"),
        ("from os import getenv\ngetenv('X')", "getenv"),
        ("import numpy as np\nnp.random.seed(1)", "numpy.random.seed"),
        ("import numpy as np\nnp.random.normal()", "numpy.random.normal"),
        ("from numpy.random import default_rng\ndefault_rng()", "without a seed"),
    ],
)
def test_each_forbidden_call_is_found(sample: str, word: str) -> None:
    assert any(word in fault for fault in forbidden(sample))


@pytest.mark.parametrize(
    "sample",
    [
        "import numpy as np\nrng = np.random.default_rng(20170401)",
        "import numpy as np\ndef draw(rng: np.random.Generator): return rng.normal()",
        "from datetime import date\ndate.fromisoformat('2026-01-01')",
        "import os\nos.replace(a, b)",
        "def time(): return 1\ntime()",
    ],
)
def test_what_is_allowed_is_not_reported(sample: str) -> None:
    assert forbidden(sample) == []


def test_the_clock_is_allowed_at_the_edge_only_and_nothing_else_is() -> None:
    sample = "from datetime import date\nprint(date.today())"
    assert [fault.split(": ")[1] for fault in forbidden(sample, clock_allowed=True)] == ["calls print"]


@pytest.mark.parametrize(
    "sample",
    [
        "import altair as alt",
        "from ibis import _",
        "import pyarrow.parquet as pq",
        "try:\n    import duckdb\nexcept ImportError:\n    duckdb = None",
        "class A:\n    import vl_convert",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    pass\nelse:\n    import pyarrow",
    ],
)
def test_a_heavy_import_at_the_top_is_found(sample: str) -> None:
    assert heavy_imports_at_the_top(sample)


def test_a_heavy_import_in_a_function_or_for_type_checkers_is_allowed() -> None:
    sample = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import pyarrow\ndef f():\n    import ibis"
    assert heavy_imports_at_the_top(sample) == []
