"""The public site in a browser: by keyboard, without scripts, on three widths, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.journeys.reader import WIDTHS, chromium, faults, follow, served, tab_to
from tests.web.publishing.example_assessment import RELEASE, example_assessment

from sharedsafety_web.publishing.site import build_site

pytestmark = pytest.mark.browser

#: One of each kind of page.
KINDS = (
    "index.html",
    "money.html",
    "money/family/js.html",
    "programs.html",
    "programs/da-victims.html",
    "priorities/heal.html",
    "changing.html",
    "indicators/harm.html",
    "indicators/homes.html",
    "framework.html",
    "framework/public-health.html",
    "framework/public-health-plan.html",
    "framework/stage-plan.html",
    "framework/step-listen-survivors.html",
    "know.html",
    "method.html",
    "data.html",
    "glossary.html",
    "cant-tell.html",
    "neighbours.html",
    "heard.html",
    "decided.html",
    "next.html",
    "help.html",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    out: Path = tmp_path_factory.mktemp("journey") / "site"
    build_site(example_assessment(), out, release=RELEASE)
    with served(out.parent) as place:
        yield f"{place}/site"


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with chromium() as opened:
        yield opened


def test_from_the_front_page_to_one_budget_line_and_back_by_keyboard_without_scripts(browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{address}/en/index.html")
    follow(page, "Where the money goes", "**/en/money.html")
    follow(page, "Police, courts, jail", "**/en/money/family/js.html")
    follow(page, "Sheriff patrol", "**/en/programs/sheriff-patrol.html")
    tab_to(page, "2025-26, adopted budget")
    page.keyboard.press("Enter")
    page.get_by_text("Object 2", exact=True).first.wait_for()
    follow(page, "b26", "**/en/know.html#b26")
    follow(page, "Shared Safety", "**/en/index.html")


def test_a_copy_on_a_stick_needs_no_network_and_no_server(browser, tmp_path: Path) -> None:
    out = tmp_path / "site"
    build_site(example_assessment(), out, release=RELEASE)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_offline(True)
    page = context.new_page()
    page.goto(f"file://{out}/en/index.html")
    follow(page, "Where the money goes", "**/en/money.html")
    follow(page, "Police, courts, jail", "**/en/money/family/js.html")
    follow(page, "Sheriff patrol", "**/en/programs/sheriff-patrol.html")
    page.goto(f"file://{out}/en/search.html")
    page.get_by_role("searchbox").fill("patrol")
    assert page.locator("main tbody tr:visible").count() < page.locator("main tbody tr").count()
    page.locator("main tbody a:visible").first.click()
    page.get_by_role("heading", level=1, name="Sheriff patrol").wait_for()
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Public Sans"')


def test_every_kind_of_page_shows_its_content_with_scripts_off(browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    for kind in KINDS:
        page.goto(f"{address}/en/{kind}")
        assert page.locator("main h1").is_visible(), kind


def test_nothing_on_a_page_asks_for_a_policy_looser_than_strict(browser, address: str) -> None:
    page = browser.new_page()
    refused: list[str] = []
    page.on(
        "console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None
    )
    policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'"

    def strict(route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})

    page.route("**/*.html", strict)
    for kind in KINDS:
        page.goto(f"{address}/en/{kind}")
    assert refused == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_page_scrolls_sideways_or_has_a_serious_fault_of_access(browser, address: str, language: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = browser.new_page()
    found = []
    for kind in KINDS:
        page.goto(f"{address}/{language}/{kind}")
        found += [f"{kind} at {width}: {fault}" for width in WIDTHS for fault in faults(page, axe, width)]
    assert found == []


def test_the_doors_of_a_site_have_no_serious_fault_of_access(browser, address: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = browser.new_page()
    found = []
    for door in ("index.html", "404.html"):
        page.goto(f"{address}/{door}")
        found += [f"{door} at {width}: {fault}" for width in WIDTHS for fault in faults(page, axe, width)]
    assert found == []
