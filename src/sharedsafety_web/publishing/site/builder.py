"""The whole static site of a release: every page in every language, the data, the styles, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.open_data.stamp import ReleaseStamp
from sharedsafety_web.publishing.site.page import ReleaseLabel


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteBuild:
    """What was written: pages, files and bytes (without the packed copies), and the hash of the manifest."""

    pages: int
    files: int
    bytes: int
    manifest: str


def build_site(
    assessment: Assessment,
    out: Path,
    *,
    release: ReleaseLabel,
    languages: Sequence[str] = (),
    address: str = "",
    chart_cache: Path | None = None,
    before: Path | None = None,
) -> SiteBuild:
    """Return what was written to ``out``; the folder appears whole or, after any fault, not at all.

    Args:
        assessment: what the site shows.
        out: folder of the site; an earlier site there is replaced at the end, in one step.
        release: number and dates that every page carries.
        languages: languages to write; all of the community's when empty.
        address: where the site will be reached; only then a site map is written, which needs whole addresses.
        chart_cache: where drawn charts are kept by their content, so that the next build is quick.
        before: folder of the release before this one, from which the news are told; None for a first release.
    """
    from sharedsafety_web.core.catalogs import compile_catalogs
    from sharedsafety_web.publishing.site.output import replaced_site
    from sharedsafety_web.publishing.site.rendering import ready

    compile_catalogs()
    ready()
    written = tuple(languages) or assessment.profile.languages
    with replaced_site(out) as folder:
        for path, content in site_files(assessment, release, written, address, chart_cache, before):
            folder.write(path, content)
        profile = assessment.profile
        known = {"community": profile.id, "provenance": profile.provenance}
        manifest = folder.seal({**known, "release": release.number, "date": release.date})
    pages = sum(1 for path in folder.sizes if path.endswith(".html"))
    return SiteBuild(pages=pages, files=len(folder.sizes), bytes=sum(folder.sizes.values()), manifest=manifest)


def site_files(
    assessment: Assessment,
    release: ReleaseLabel,
    languages: Sequence[str],
    address: str = "",
    chart_cache: Path | None = None,
    before: Path | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the site as (path, content); the same values give the same bytes."""
    from sharedsafety_web.publishing.reports.files import report_files
    from sharedsafety_web.publishing.site import assets, downloads, front_door
    from sharedsafety_web.publishing.site.edition import Edition
    from sharedsafety_web.publishing.site.editions import edition_files
    from sharedsafety_web.publishing.site.news import news_since
    from sharedsafety_web.publishing.site.shown import shown_only

    assessment = shown_only(assessment, held=release.held)
    sizes: dict[str, int] = {}
    charts: dict[str, str] = {}
    stamp = ReleaseStamp(number=release.number, date=release.date)
    for path, content in downloads.files(assessment, stamp, chart_cache):
        sizes[path] = len(content)
        if path.startswith("charts/"):
            charts[path.removeprefix("charts/")] = content.decode("utf-8")
        yield path, content
    news = news_since(before, assessment)
    paths: list[str] = []
    for language in languages:
        edition = Edition(assessment, release, language, tuple(languages), chart_cache, sizes, news)
        drawn = {name.removesuffix(f".{language}.svg"): svg for name, svg in charts.items()}
        for path, content in chain(edition_files(edition), report_files(edition, drawn, address)):
            paths.append(path)
            yield path, content
    yield from assets.files()
    yield from front_door.files(assessment, languages)
    if address:
        yield "sitemap.xml", front_door.site_map(address, sorted(paths))
