"""The public site: time a page, and the heaviest page with its styles, made up and over the three examples.

Run alone: ``python benchmarks/bench_site.py``. A page over the limit of the performance page ends it with an error.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.measured import Cost, alone, timed  # noqa: E402 - only now it is found

LIMIT_BYTES = 150_000
LIMIT_SECONDS_A_PAGE = 0.008
PROGRAMS = 650


def made_up_built() -> tuple[Cost, int]:
    """Return the cost of the made-up county with 650 programs in two languages, charts kept, and its pages."""
    from tests.web.publishing.example_assessment import RELEASE, example_assessment

    from sharedsafety_web.publishing.site import build_site

    assessment = example_assessment(PROGRAMS)
    with tempfile.TemporaryDirectory() as space:
        out, charts = Path(space) / "site", Path(space) / "charts"
        build_site(assessment, out, release=RELEASE, chart_cache=charts)  # draws the charts, which are kept
        cost, built = timed(lambda: build_site(assessment, out, release=RELEASE, chart_cache=charts))
        programs = len(list((out / "en" / "programs").glob("*.html")))
    if programs != PROGRAMS:
        raise SystemExit(f"wrong answer: {programs} program pages instead of {PROGRAMS}")
    return cost, built.pages


def example_weighed(folder: Path) -> tuple[Cost, int, int, str]:
    """Return the cost of one example's site, its pages, and its heaviest page with the styles (bytes, path)."""
    from tests.web.publishing.example_assessment import RELEASE

    from sharedsafety.folder.assess import assess
    from sharedsafety.folder.check import checked_community
    from sharedsafety_web.core.catalogs import compile_catalogs
    from sharedsafety_web.publishing.site.builder import site_files
    from sharedsafety_web.publishing.site.rendering import ready

    compile_catalogs()
    ready()
    with tempfile.TemporaryDirectory() as space:
        community = checked_community(folder).community
        done = assess(community, as_of=date(2026, 11, 23), keep_in=Path(space), seed=1, draws=200)
        cost, weights = timed(lambda: dict(_weights(site_files(done, RELEASE, done.profile.languages))))
    shared = sum(weights.pop(f"assets/{name}") for name in ("site.css", "filter.js"))
    heaviest = max(weights, key=lambda path: weights[path])
    return cost, len(weights), shared + weights[heaviest], heaviest


def _weights(files: Any) -> Any:
    for path, content in files:
        if path.endswith(".html") or path in ("assets/site.css", "assets/filter.js"):
            yield path, len(gzip.compress(content, compresslevel=6))


def main() -> None:
    """Build the sites and print the ratios to the limits."""
    cost, pages = alone(made_up_built)
    print(cost.line(f"site: {pages} pages", LIMIT_SECONDS_A_PAGE * pages))
    too_heavy = []
    for folder in sorted(path.parent for path in (ROOT / "examples").glob("*/community.yaml")):
        cost, pages, weight, path = alone(example_weighed, folder)
        print(cost.line(f"{folder.name}, charts drawn: {pages} pages", LIMIT_SECONDS_A_PAGE * pages))
        ratio = weight / LIMIT_BYTES
        print(f"  heaviest page with styles: {path}, {weight:,} bytes packed, ratio to the limit {ratio:.2f}")
        too_heavy += [path] if ratio > 1 else []
    if too_heavy:
        raise SystemExit(f"over the limit: {', '.join(too_heavy)}")


if __name__ == "__main__":
    main()
