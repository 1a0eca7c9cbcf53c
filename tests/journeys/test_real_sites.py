"""The two real places in a browser: from the front page to one budget line and back, keyboard only, scripts off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from tests.journeys.reader import WIDTHS, chromium, faults, follow, served, tab_to
from tests.web.publishing.example_assessment import RELEASE

from sharedsafety.core.seed import SEED
from sharedsafety.folder.assess import assess
from sharedsafety.folder.read import read_community
from sharedsafety_web.publishing.site import build_site

pytestmark = pytest.mark.browser

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
#: Kinds of page, of which the first of each real place is looked at; the made-up county has the others.
KINDS = (
    "index.html",
    "money.html",
    "money/family/*.html",
    "money/department/*.html",
    "programs.html",
    "programs/*.html",
    "programs/*/lines-1.html",
    "priorities/*.html",
    "changing.html",
    "indicators/*.html",
    "decided.html",
    "know.html",
    "data.html",
    "cant-tell.html",
    "neighbours.html",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    out = tmp_path_factory.mktemp("real")
    for place in ("los-angeles", "san-joaquin"):
        community = read_community(EXAMPLES / place).community
        assert community is not None
        done = assess(community, as_of=date(2026, 7, 1), keep_in=out / "kept", seed=SEED, draws=50)
        build_site(done, out / place, release=RELEASE, chart_cache=out / "charts")
    return {place: out / place for place in ("los-angeles", "san-joaquin")}


@pytest.fixture(scope="module")
def address(sites: Mapping[str, Path]) -> Iterator[str]:
    with served(sites["los-angeles"].parent) as place:
        yield place


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The words by which a reader finds a single line of a budget: family, program, year; then the line itself."""

    place: str
    family: str
    program: str
    file: str
    year: str
    line: str
    document: str


WAYS = (
    Way(
        place="los-angeles",
        family="Police, courts, jail",
        program="Field Forces",
        file="police-7001-field-forces",
        year="2021-22, adopted budget",
        line="$757,614,492",
        document="la-2022-adopted-section-2",
    ),
    Way(
        place="san-joaquin",
        family="Police, courts, jail",
        program="Adult Detention",
        file="public-protection-adult-detention",
        year="2016-17, money actually spent",
        line="$65,333,288",
        document="sco-2017-actual",
    ),
)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.place)
def test_from_the_front_page_to_one_budget_line_and_back_by_keyboard_without_scripts(
    browser, address: str, way: Way
) -> None:
    page = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{address}/{way.place}/en/index.html")
    follow(page, "Where the money goes", "**/en/money.html")
    follow(page, way.family, "**/en/money/family/js.html")
    follow(page, way.program, f"**/en/programs/{way.file}.html")
    tab_to(page, way.year)
    page.keyboard.press("Enter")
    page.get_by_text(way.line, exact=True).last.wait_for()
    follow(page, way.document, f"**/en/know.html#{way.document}")
    assert page.locator(f"[id='{way.document}']").is_visible()
    page.go_back()
    follow(page, "Shared Safety", "**/en/index.html")


@pytest.mark.parametrize(
    ("place", "language", "kinds"),
    [("los-angeles", "en", KINDS), ("los-angeles", "es", ("programs/*/lines-1.html",)), ("san-joaquin", "es", KINDS)],
)
def test_no_kind_of_page_of_a_real_place_scrolls_sideways_or_has_a_serious_fault_of_access(
    browser, address: str, sites: Mapping[str, Path], place: str, language: str, kinds: tuple[str, ...]
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page, folder = browser.new_page(), sites[place] / language
    found = []
    for path in [first for kind in kinds for first in sorted(folder.glob(kind))[:1]]:
        shown = path.relative_to(folder).as_posix()
        page.goto(f"{address}/{place}/{language}/{shown}")
        found += [f"{shown} at {width}: {fault}" for width in WIDTHS for fault in faults(page, axe, width)]
    assert found == []
