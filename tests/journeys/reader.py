"""What a reader has: Debian's Chromium, a keyboard, a site on this machine; and what axe says of a page."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

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
WIDTHS = (360, 768, 1280)
_MOST_TABS = 150


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Give the address of a folder, served on this machine while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@contextmanager
def chromium() -> Iterator[Any]:
    """Give Debian's Chromium, or skip where it is not installed."""
    sync_api = pytest.importorskip("playwright.sync_api")
    if not Path(CHROMIUM).is_file():
        pytest.skip("Debian's package chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


def tab_to(page: Any, words: str) -> None:
    """Press Tab until the focus is on what starts with the words."""
    for _ in range(_MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()").startswith(words):
            return
    pytest.fail(f"no way by keyboard to {words!r} on {page.url}")


def follow(page: Any, words: str, address: str) -> None:
    """Reach a link by keyboard, press Enter, and wait until its page is there and painted: only then it takes keys."""
    tab_to(page, words)
    page.keyboard.press("Enter")
    page.wait_for_url(address)
    page.screenshot()


def faults(page: Any, axe: Any, width: int) -> list[str]:
    """Return what is wrong with the page at a width: that it scrolls sideways, and serious barriers axe knows."""
    page.set_viewport_size({"width": width, "height": 900})
    found = [
        f"{fault['id']} {fault['nodes'][0]['html'][:120]}"
        for fault in axe.run(page).response["violations"]
        if fault["impact"] in {"serious", "critical"}
    ]
    wide = page.evaluate("document.documentElement.scrollWidth") > width
    return [*found, "scrolls sideways"] if wide else found
