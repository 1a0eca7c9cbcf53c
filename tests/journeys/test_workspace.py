"""A director signs in, publishes and opens the new release, in Debian's Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page, sync_playwright
from tests.web.conftest import (
    PASSWORD,
    community,
    folder,
    other_community,
    own_places,
    person,
    spanish,
)

from sharedsafety_web.core.public_files import PublicFiles
from sharedsafety_web.publishing.job_worker import drain
from sharedsafety_web.publishing.landing import landing_write

__all__ = ["community", "folder", "other_community", "own_places", "person", "spanish"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (360, 768, 1280)
SIGN = """\
indicators:
- id: waits
  name: People who wait for help
  plain_question: How many people who asked for help still wait?
  principle: CSC
  unit: proportion
  better: down
  numerator: people who wait
  denominator: people who asked
  place: Small Example
  source:
    {id: example, title: Example data, publisher: Made up, url: '', licence: CC0-1.0, retrieved: '2026-01-15'}
"""
RATINGS = """\
round,practice,rater_kind,rating,raters,source
2026-05-01,1.2,agency,3,12,Round of 1 May
2026-05-01,1.2,community,1,20,Round of 1 May
"""
PLAN = "board_date: '2031-06-15'\nbegun_on: '2030-06-03'\nhours_per_week: 10\n"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as play:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's driver runs a loop in this thread
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def address(settings: Any, community: Any) -> Iterator[str]:
    """Serve the public files and the workspace as the real server does."""
    settings.SITES_DIR.mkdir(parents=True)
    landing_write(sites=settings.SITES_DIR)
    shared = {"default": connections["default"]}
    shared["default"].inc_thread_sharing()
    server = LiveServerThread(
        "localhost", lambda behind: PublicFiles(settings.SITES_DIR, behind=behind), connections_override=shared
    )
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None
    yield f"http://localhost:{server.port}"
    server.terminate()


def sign_in(page: Page, address: str, role: str = "director") -> None:
    page.goto(f"{address}/workspace/")
    page.get_by_label("E-mail").fill(f"{role}-small-example@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).press("Enter")
    page.get_by_role("heading", name="What should I do next?").wait_for()


def drafted(page: Page, address: str) -> None:
    """Ask for a draft, let the job run, and open the draft."""
    page.goto(f"{address}/workspace/communities/small-example/")
    page.get_by_role("button", name="Draft a release", exact=True).click()
    page.get_by_role("heading", name="Draft a release: Waiting").wait_for()
    job = page.url
    page.goto("about:blank")
    drain()
    page.goto(job)
    page.get_by_role("link", name="Open release").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_director_drafts_looks_signs_and_opens_the_release(
    chromium: Browser, address: str, person: Callable[..., Any], scripts: bool
) -> None:
    person("director")
    page = chromium.new_context(java_script_enabled=scripts).new_page()
    sign_in(page, address)
    drafted(page, address)
    desk = page.url
    page.get_by_role("link", name="See it as the public will").click()
    assert page.url == f"{desk}preview/en/index.html"
    page.get_by_role("link", name="Where the money goes").first.click()
    assert "Small Example" in page.title()
    page.goto(desk)
    page.get_by_role("button", name="Sign this release").click()
    page.get_by_role("link", name="Open it").click()
    assert page.url == f"{address}/small-example/r1/"
    page.get_by_role("link", name="English").click()
    assert page.url == f"{address}/small-example/r1/en/index.html"
    page.goto(f"{address}/")
    page.get_by_role("link", name="Small Example").click()
    assert page.url == f"{address}/small-example/r1/en/"


def test_an_analyst_drafts_the_steward_refuses_counsel_approves_and_a_correction_is_seen(
    chromium: Browser, address: str, person: Callable[..., Any], folder: Path
) -> None:
    for role in ("director", "data_analyst", "steward", "counsel"):
        person(role)
    pages = {
        role: chromium.new_context(java_script_enabled=False).new_page()
        for role in ("director", "data_analyst", "steward", "counsel")
    }
    for role, page in pages.items():
        sign_in(page, address, role)
    with_signs(folder)
    drafted(pages["data_analyst"], address)
    desk, steward = pages["data_analyst"].url, pages["steward"]
    steward.goto(desk)
    steward.get_by_text("Send it back, or one table of it").click()
    steward.get_by_label("What is sent back").select_option("sign/waits")
    steward.get_by_label("Reason, in plain words").fill("Too few people waited.")
    steward.get_by_role("button", name="Send back").click()
    drafted(pages["data_analyst"], address)
    desk = pages["data_analyst"].url
    for role in ("data_analyst", "steward", "counsel"):
        pages[role].goto(desk)
        pages[role].get_by_role("button", name="Approve this draft").click()
    pages["director"].goto(desk)
    pages["director"].get_by_role("button", name="Sign this release").click()
    public = chromium.new_context(java_script_enabled=False).new_page()
    public.goto(f"{address}/small-example/r1/en/release.html")
    assert "Too few people waited." in public.inner_text("main")
    assert "Not independently reviewed" not in public.inner_text("main")
    public.goto(f"{address}/small-example/r1/en/indicators/waits.html")
    assert "A reviewer held these numbers back." in public.inner_text("main")
    corrected(pages, address)
    public.goto(f"{address}/small-example/")
    public.wait_for_url(f"{address}/small-example/r2/")
    public.goto(f"{address}/small-example/releases/")
    assert "Corrects release 1. The clinic was left out." in public.inner_text("main")


def with_signs(folder: Path) -> None:
    """Add one made-up sign of safety to the folder."""
    (folder / "indicators").mkdir()
    (folder / "indicators/indicators.yaml").write_text(SIGN, encoding="utf-8")
    rows = "".join(
        f"waits,{year},{people / 1000},{people},1000,,,,,,,\n"
        for year, people in ((2021, 400), (2022, 500), (2023, 600))
    )
    head = "indicator_id,period,value,numerator,denominator,low,high,quality,group_type,group,code,note\n"
    (folder / "indicators/observations.csv").write_text(head + rows, encoding="utf-8")


def corrected(pages: dict[str, Page], address: str) -> None:
    """Draft, approve and sign a second release that corrects the first."""
    analyst = pages["data_analyst"]
    analyst.goto(f"{address}/workspace/communities/small-example/")
    analyst.get_by_text("This release corrects an earlier one").click()
    analyst.get_by_label("Number of the release it corrects").fill("1")
    analyst.get_by_label("What was corrected").fill("The clinic was left out.")
    analyst.get_by_role("button", name="Draft a release", exact=True).click()
    job = analyst.url
    analyst.goto("about:blank")
    drain()
    analyst.goto(job)
    analyst.get_by_role("link", name="Open release").click()
    for role in ("data_analyst", "steward", "counsel"):
        pages[role].goto(analyst.url)
        pages[role].get_by_role("button", name="Approve this draft").click()
    pages["director"].goto(analyst.url)
    pages["director"].get_by_role("button", name="Sign this release").click()


def test_the_keyboard_reaches_everything_on_the_home(
    chromium: Browser, address: str, person: Callable[..., Any]
) -> None:
    person("director")
    page = chromium.new_page()
    sign_in(page, address)
    wanted = page.locator("a:visible, button:visible").count()
    reached = set()
    for _ in range(wanted + 2):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.outerHTML"))
    assert len({one for one in reached if not one.startswith("<body")}) >= wanted - 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_pages_of_the_workspace_have_no_barrier_that_axe_knows(
    chromium: Browser, address: str, person: Callable[..., Any], folder: Path, language: str
) -> None:
    person("director")
    page = chromium.new_page()
    sign_in(page, address)
    place = f"{address}/workspace/communities/small-example/"
    drafted(page, address)
    desk = page.url
    (folder / "roadmap.csv").write_text("id,title\n1,Nothing\n", encoding="utf-8")
    (folder / "ratings.csv").write_text(RATINGS, encoding="utf-8")
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    page.goto(f"{place}checks/")
    page.get_by_role("button", name="Check again").click()
    page.goto("about:blank")
    drain()
    page.goto(f"{address}/workspace/")
    if language == "es":
        page.get_by_role("button", name="Español").click()
    barriers = []
    for path in (
        "/workspace/",
        place,
        f"{place}checks/",
        f"{place}people/",
        f"{place}record/",
        f"{place}framework/",
        f"{place}framework/practices/1.2/",
        f"{place}framework/principle/survivors/",
        f"{place}framework/guidance/take_stock/",
        f"{place}plan/",
        desk,
        "/workspace/installation/",
    ):
        page.goto(path if path.startswith("http") else address + path)
        barriers += [(path, width, found) for width in WIDTHS for found in _barriers(page, width)]
    page.goto(f"{address}/")
    barriers += _barriers(page, 360)
    page.context.clear_cookies()
    page.goto(f"{address}/accounts/login/")
    barriers += _barriers(page, 360)
    assert barriers == []


def _barriers(page: Page, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 900})
    wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    found = [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in Axe().run(page).response["violations"]]
    return found + (["wider than the screen"] if wider else [])


def test_no_page_breaks_its_own_rule_about_scripts_and_styles(
    chromium: Browser, address: str, person: Callable[..., Any]
) -> None:
    person("director")
    page = chromium.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("response", lambda answer: said.append(answer.url) if answer.status >= 400 else None)
    sign_in(page, address)
    page.goto(f"{address}/accounts/reauthenticate/?next=/accounts/2fa/totp/activate/")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main button").press("Enter")
    page.wait_for_url("**/totp/activate/")
    assert page.locator("img").first.evaluate("image => image.naturalWidth") > 0
    page.goto(f"{address}/accounts/2fa/webauthn/add/")
    assert said == []
