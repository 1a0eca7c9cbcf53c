"""Links between documents lead somewhere, every page can be reached, and the README's commands exist."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]
CODE = re.compile(r"^```.*?^```$", flags=re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


def local_links(page: Path) -> Iterator[Path]:
    """Every file or folder of this repository that a page links to."""
    for target in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
        if "://" not in target and not target.startswith(("#", "mailto:")):
            yield (page.parent / target.split("#")[0]).resolve()


def broken(page: Path) -> list[str]:
    """Links of a page that lead nowhere."""
    return [str(target) for target in local_links(page) if not target.exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_between_documents_leads_somewhere(page: Path) -> None:
    assert broken(page) == []


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "[a](page.md) [b](gone.md#part) [c](https://example.org)\n```\n[d](code.md)\n```\n", encoding="utf-8"
    )
    assert broken(page) == [str(tmp_path / "gone.md")]


def test_every_page_can_be_reached_from_the_index() -> None:
    index = ROOT / "docs/README.md"
    reached, waiting = {index}, [index]
    while waiting:
        page = waiting.pop()
        inside = [
            target for link in local_links(page) for target in ([link] if link.is_file() else sorted(link.glob("*.md")))
        ]
        fresh = [target for target in inside if target.suffix == ".md" and target not in reached]
        reached.update(fresh)
        waiting += fresh
    assert [
        str(page.relative_to(ROOT)) for page in PAGES if ROOT / "docs" in page.parents and page not in reached
    ] == []


def made_with(text: str) -> set[str]:
    """The verbs of ``make`` that a page tells people to type."""
    return set(re.findall(r"(?:^|`)make ([a-z][a-z-]*)", text, flags=re.MULTILINE))


def test_the_readme_names_only_verbs_the_makefile_has() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    verbs = set(re.findall(r"^([a-z-]+):", makefile, flags=re.MULTILINE))
    named = made_with("".join(page.read_text(encoding="utf-8") for page in PAGES))
    assert {"demo", "test"} <= made_with((ROOT / "README.md").read_text(encoding="utf-8"))
    assert named - verbs == set()


def test_a_verb_of_make_is_read_from_a_page() -> None:
    assert made_with("run `make check`\nmake demo   # shows it\nto make it better") == {"check", "demo"}


def test_make_help_lists_the_verbs_of_the_readme() -> None:
    run = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode == 127:
        pytest.skip("make is not installed here")
    assert all(f"make {verb} " in run.stdout for verb in ("demo", "test"))
