"""`publish` adds a release to a site whole or not at all, whatever stops it and whoever else is publishing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.web.publishing.example_assessment import example_assessment

from sharedsafety.core.errors import BadInput
from sharedsafety.core.site_record import read_record, site_faults
from sharedsafety_web.publishing.site import add_release as module
from sharedsafety_web.publishing.site.add_release import add_release, number_of_next, site_record
from sharedsafety_web.publishing.site.builder import SiteBuild
from sharedsafety_web.publishing.site.output import replaced_site
from sharedsafety_web.publishing.site.rendering import ready

DAY = "2026-11-24"


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build releases of one page: what is looked at here is how they appear."""
    ready()

    def build(assessment: Any, out: Path, *, release: Any, **_: Any) -> SiteBuild:
        with replaced_site(out) as folder:
            folder.write("index.html", f"release {release.number}".encode())
            manifest = folder.seal({"release": release.number})
        return SiteBuild(pages=1, files=1, bytes=1, manifest=manifest)

    monkeypatch.setattr(module, "build_site", build)


def publish(site: Path, number: int | None = None) -> None:
    chosen = number_of_next(site_record(site), number)
    told = {"date": DAY, "next_promised": None, "corrects": None, "note": ""}
    add_release(site, example_assessment(), number=chosen, **told)


def while_building(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], None]) -> None:
    """Let something happen once, in the middle of the next build."""
    build, waiting = module.build_site, [happens]

    def disturbed(*args: Any, **told: Any) -> Any:
        if waiting:
            waiting.pop()()
        return build(*args, **told)

    monkeypatch.setattr(module, "build_site", disturbed)


def stopped_at_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the next writing of the pages above the releases, half-way."""
    write, waiting = module._write_top, [True]

    def half(site: Path, *args: Any) -> None:
        if waiting:
            waiting.pop()
            (site / "index.html").write_text("half", encoding="utf-8")
            raise KeyboardInterrupt
        write(site, *args)

    monkeypatch.setattr(module, "_write_top", half)


def test_a_first_release_that_is_stopped_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped_at_the_top(monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        publish(tmp_path / "site")
    assert list(tmp_path.iterdir()) == []
    publish(tmp_path / "site")
    assert site_faults(tmp_path / "site") == ()


def test_a_second_release_that_is_stopped_leaves_the_site_as_its_record_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    publish(site)
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    stopped_at_the_top(monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        publish(site)
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
    publish(site)
    assert [entry.content["release"] for entry in read_record(site)] == [1, 2]
    assert site_faults(site) == ()


def test_of_two_first_releases_at_once_the_slower_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    while_building(monkeypatch, lambda: publish(site))
    with pytest.raises(BadInput) as refused:
        publish(site)
    assert refused.value.code == "site-busy"
    assert [entry.content["release"] for entry in read_record(site)] == [1]
    assert site_faults(site) == ()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_while_a_release_is_added_nobody_else_may_add_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    publish(site)
    codes: list[str] = []

    def other() -> None:
        with pytest.raises(BadInput) as refused:
            publish(site)
        codes.append(refused.value.code)

    while_building(monkeypatch, other)
    publish(site)
    assert codes == ["site-busy"]
    assert [entry.content["release"] for entry in read_record(site)] == [1, 2]
    assert site_faults(site) == ()
    publish(site)


def test_a_number_that_somebody_took_meanwhile_is_refused(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site)
    told = {"date": DAY, "next_promised": None, "corrects": None, "note": ""}
    with pytest.raises(BadInput) as refused:
        add_release(site, example_assessment(), number=1, **told)
    assert refused.value.code == "release-number-taken"
    assert site_faults(site) == ()


def test_a_folder_with_somebody_elses_files_is_never_a_site(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        publish(tmp_path)
    assert refused.value.code == "out-not-a-result"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
