"""The plain pages above the communities' sites: the landing page, each community's newest release, not found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import find
from django.template.loader import render_to_string
from django.utils.translation import override

from sharedsafety_web.core.selectors import community_all
from sharedsafety_web.publishing.selectors import release_latest


@dataclass(frozen=True, slots=True)
class _Row:
    community: Any
    release: Any


def landing_write(*, sites: Path) -> None:
    """Write the pages above the sites again, in English and Spanish, from what is published now."""
    rows = [_Row(found, release_latest(community=found)) for found in community_all()]
    file_replace(sites / "landing.css", Path(str(find("css/landing.css"))).read_text(encoding="utf-8"))
    for language, folder in (("en", sites), ("es", sites / "es")):
        _page(folder / "index.html", "public/landing.html", language, {"rows": rows})
    _page(sites / "404.html", "public/not_found.html", "en", {})
    for row in rows:
        if row.release:
            newest = {"address": row.release.address, "community": row.community}
            _page(sites / row.community.slug / "index.html", "public/newest.html", "en", newest)


def _page(path: Path, template: str, language: str, context: dict[str, Any]) -> None:
    with override(language):
        file_replace(path, render_to_string(template, {**context, "language": language}))


def file_replace(path: Path, text: str) -> None:
    """Put a text in place at once: readers see the old file or the new one, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
