"""The public site in a browser: by keyboard, without scripts, on three widths, in both languages."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.web.publishing.example_assessment import RELEASE, example_assessment

from sharedsafety_web.publishing.site import build_site

pytestmark = pytest.mark.browser

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
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
_MOST_TABS = 150
#: Milliseconds a page from the same machine needs to appear.
_PAUSE = 300


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    out: Path = tmp_path_factory.mktemp("journey") / "site"
    build_site(example_assessment(), out, release=RELEASE)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(out.parent)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/site"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    sync_api = pytest.importorskip("playwright.sync_api")
    if not Path(CHROMIUM).is_file():
        pytest.skip("Debian's package chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


def _tab_to(page: object, words: str) -> None:
    for _ in range(_MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()").startswith(words):
            return
    pytest.fail(f"no way by keyboard to {words!r}")


def test_from_the_front_page_to_one_budget_line_and_back_by_keyboard_without_scripts(browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=True, viewport={"width": 1280, "height": 900}).new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"{address}/en/index.html")
    for words in ("Where the money goes", "Police, courts, jail", "Sheriff patrol", "2025-26, adopted budget"):
        _tab_to(page, words)
        page.keyboard.press("Enter")
        page.wait_for_timeout(_PAUSE)
    assert page.get_by_text("Object 2", exact=True).first.is_visible()
    _tab_to(page, "b26")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/know.html#b26")
    _tab_to(page, "Shared Safety")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/index.html")


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
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_no_page_scrolls_sideways_or_has_a_serious_fault_of_access(
    browser, address: str, language: str, width: int
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = browser.new_page(viewport={"width": width, "height": 900})
    faults = []
    for kind in KINDS:
        page.goto(f"{address}/{language}/{kind}")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append(f"{kind} at {width}: scrolls sideways")
        for fault in axe.run(page).response["violations"]:
            if fault["impact"] in {"serious", "critical"}:
                faults.append(f"{kind} at {width}: {fault['id']} {fault['nodes'][0]['html'][:120]}")
    assert faults == []
