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


def sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/workspace/")
    page.get_by_label("E-mail").fill("director-small-example@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).press("Enter")
    page.get_by_role("heading", name="What should I do next?").wait_for()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_director_publishes_and_opens_the_release(
    chromium: Browser, address: str, person: Callable[..., Any], scripts: bool
) -> None:
    person("director")
    page = chromium.new_context(java_script_enabled=scripts).new_page()
    sign_in(page, address)
    page.get_by_role("link", name="Small Example", exact=True).click()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_role("heading", name="Publish a release: Waiting").wait_for()
    job = page.url
    page.goto("about:blank")
    drain()
    page.goto(job)
    page.get_by_role("link", name="Open release 1").click()
    assert page.url == f"{address}/small-example/r1/"
    page.get_by_role("link", name="English").click()
    assert page.url == f"{address}/small-example/r1/en/index.html"
    page.get_by_role("link", name="Where the money goes").first.click()
    assert "Small Example" in page.title()
    page.goto(f"{address}/")
    page.get_by_role("link", name="Small Example").click()
    assert page.url == f"{address}/small-example/r1/en/"


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
    (folder / "roadmap.csv").write_text("id,title\n1,Nothing\n", encoding="utf-8")
    place = f"{address}/workspace/communities/small-example/"
    page.goto(place)
    page.get_by_role("button", name="Publish", exact=True).click()
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
