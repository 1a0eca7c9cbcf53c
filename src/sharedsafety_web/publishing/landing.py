"""The plain pages above the communities' sites: the landing page, each community's newest release, not found."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import find
from django.template.loader import render_to_string
from django.utils.translation import override

from sharedsafety.report.release_sentences import place_shows
from sharedsafety_web.core.selectors import community_all
from sharedsafety_web.publishing.models import Job
from sharedsafety_web.publishing.selectors import job_open, release_latest, release_page


@dataclass(frozen=True, slots=True)
class _Row:
    community: Any
    release: Any
    address: str
    is_coming: bool
    shows: str


@dataclass(frozen=True, slots=True)
class _Language:
    code: str
    name: str
    address: str


def landing_write(*, sites: Path) -> None:
    """Write the pages above the sites again, in English and Spanish, from what is published now."""
    published = [(community, release_latest(community=community)) for community in community_all()]
    coming = {community.pk for community in community_all() if _is_coming(community)}
    file_replace(sites / "landing.css", Path(str(find("css/landing.css"))).read_text(encoding="utf-8"))
    english, spanish = _Language("en", "English", "/"), _Language("es", "Español", "/es/")
    for language, other in ((english, spanish), (spanish, english)):
        page = sites / language.address.strip("/") / "index.html"
        rows = [_row(sites, *one, one[0].pk in coming, language.code) for one in published]
        _page(page, "public/landing.html", language.code, {"rows": rows, "other": other})
    _page(sites / "404.html", "public/not_found.html", "en", {})


def _is_coming(community: Any) -> bool:
    job = job_open(community=community)
    return job is not None and job.kind == Job.Kind.PUBLISH


def _row(sites: Path, community: Any, release: Any, is_coming: bool, language: str) -> _Row:
    shows = _shows(sites / release.address.strip("/") / "data", language) if release else ""
    return _Row(community, release, _front(sites, release, language), is_coming, shows)


def _shows(data: Path, language: str) -> str:
    """Return what a release shows, in one line, from its own tables."""
    years = sorted({int(row["fiscal_year"]) for row in _table(data / "documents.csv")})
    signs = len(_table(data / "verdicts.csv"))
    return place_shows(years, signs, language)


def _table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table; a table without rows is not written, so it may not be there."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def _front(sites: Path, release: Any, language: str) -> str:
    return release_page(sites=sites, release=release, language=language) if release else ""


def _page(path: Path, template: str, language: str, context: dict[str, Any]) -> None:
    with override(language):
        file_replace(path, render_to_string(template, {**context, "language": language}))


def file_replace(path: Path, text: str) -> None:
    """Put a text in place at once: readers see the old file or the new one, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
