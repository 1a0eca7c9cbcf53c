"""The public site: pages a second, and the heaviest page with its styles against the limit (performance.md)."""

from __future__ import annotations

import gzip
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

LIMIT_BYTES = 150_000
LIMIT_SECONDS_A_PAGE = 0.008
PROGRAMS = 650


def main() -> None:
    """Build the made-up county with 650 programs in two languages and print the ratios to the limits."""
    from tests.web.publishing.example_assessment import RELEASE, example_assessment

    from sharedsafety_web.publishing.site import build_site

    assessment = example_assessment(PROGRAMS)
    with tempfile.TemporaryDirectory() as space:
        out, charts = Path(space) / "site", Path(space) / "charts"
        build_site(assessment, out, release=RELEASE, chart_cache=charts)  # draws the charts, which are kept
        begun = time.perf_counter()
        built = build_site(assessment, out, release=RELEASE, chart_cache=charts)
        seconds = time.perf_counter() - begun
        styles = len(gzip.compress((out / "assets" / "site.css").read_bytes()))
        heaviest = max(len(gzip.compress(path.read_bytes())) for path in out.rglob("*.html"))
        programs = len(list((out / "en" / "programs").glob("*.html")))
    if programs != PROGRAMS:
        raise SystemExit(f"wrong answer: {programs} program pages instead of {PROGRAMS}")
    a_page = seconds / built.pages
    print(f"site: {built.pages} pages in {seconds:.1f} s, {a_page * 1000:.1f} ms a page", end="; ")
    print(f"ratio to the limit {a_page / LIMIT_SECONDS_A_PAGE:.2f}")
    print(f"heaviest page with styles: {styles + heaviest} bytes packed", end="; ")
    print(f"ratio to the limit {(styles + heaviest) / LIMIT_BYTES:.2f}")


if __name__ == "__main__":
    main()
