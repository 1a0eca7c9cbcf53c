"""What the templates of the PDF get: a report as plain values, each letter printable, each page with its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext

from sharedsafety_web.core.templatetags.figures import page_name
from sharedsafety_web.publishing.reports.blocks import Chart, Report, Section, Source
from sharedsafety_web.publishing.reports.draft import Draft
from sharedsafety_web.publishing.reports.glyphs import SUBSTITUTE, is_printable, printable, spoken

#: Signs of the content address at the foot of a page; the whole stands in the last section.
_HASH = 16
_NOT_PRINTED = {"svg", "finding", "description"}
#: Width of a chart in percent of the text, by form.
_CHART_WIDTH = {"letter": 85, "report": 88, "slides": 70}
#: The same for one series among many.
_SERIES_WIDTH = 72


def print_data(draft: Draft, report: Report) -> Mapping[str, Any]:
    """Return a report as JSON values for the templates below ``typst``."""
    edition, release = draft.edition, draft.edition.release
    title = report.title if report.form == "slides" else f"{report.title} · {edition.place}"
    marks = {"letter": ("report.draft",)}.get(report.form, ()), ("report.example",) if edition.is_example else ()
    return {
        "form": report.form,
        "language": draft.language,
        "title": printable(title),
        "heading": printable(report.title),
        "about": printable(report.about),
        "place": _plain(draft, asdict(edition.place)),
        "keywords": ["Shared Safety", f"r{release.number}", release.date],
        "marks": [draft.say(key) for keys in marks for key in keys],
        "release_line": draft.say("report.release_line", number=release.number, date=release.date),
        "fingerprint_line": draft.say("report.fingerprint_line", hash=edition.assessment.folder_hash[:_HASH]),
        "page_of": draft.say("report.page_of", page="{page}", pages="{pages}"),
        "contents": draft.say("report.contents"),
        "lost": _lost(draft, report),
        "sections": [_section(draft, report, section) for section in report.sections],
    }


def _lost(draft: Draft, report: Report) -> str:
    """Return that letters are missing, where a word of the report has one that the fonts lack."""
    words = (part for section in report.sections for part in _words(asdict(section)))
    return "" if is_printable("".join(words)) else draft.say("report.printable", mark=SUBSTITUTE)


def _words(value: Any, key: str = "") -> Iterator[str]:
    """Yield every text inside a value that is printed: the drawings and their spoken words are not."""
    if isinstance(value, Mapping):
        yield from (part for name, inner in value.items() for part in _words(inner, name))
    elif isinstance(value, (tuple, list)):
        yield from (part for inner in value for part in _words(inner))
    elif isinstance(value, str) and key not in _NOT_PRINTED:
        yield value


def _section(draft: Draft, report: Report, section: Section) -> Mapping[str, Any]:
    return {
        "code": section.code,
        "title": _plain(draft, asdict(section.title)),
        "new_page": section.new_page,
        "blocks": list(_blocks(draft, report, section)),
    }


def _blocks(draft: Draft, report: Report, section: Section) -> Iterator[Mapping[str, Any]]:
    for block in section.blocks:
        plain = {"kind": block.kind, **_plain(draft, asdict(block))}
        if isinstance(block, Chart):
            said = f"{block.finding.rstrip('.')}. {block.description}"
            plain |= {"alt": spoken(said), "width": _width(report, block)}
        if isinstance(block, Source):
            plain["lead"] = gettext("Source:")
        yield plain


def _width(report: Report, chart: Chart) -> int:
    return _SERIES_WIDTH if chart.name.startswith("series_") else _CHART_WIDTH[report.form]


def _plain(draft: Draft, value: Any, key: str = "") -> Any:
    """Return a value as JSON: words printable, an address with its name, nothing where there is no address."""
    if key in {"address", "csv", "svg"}:
        return value if key == "svg" else _page(draft, value, key)
    if isinstance(value, Mapping):
        return {name: _plain(draft, part, name) for name, part in value.items()}
    if isinstance(value, (tuple, list)):
        return [_page(draft, part, "address") if key == "refs" else _plain(draft, part) for part in value]
    return printable(value) if isinstance(value, str) else value


def _page(draft: Draft, address: str, key: str) -> Mapping[str, str] | None:
    """Return the address and the name of a page or a file of the release; relative while its place is not known."""
    if not address:
        return None
    if key == "csv":
        return {"url": f"{draft.site or '../..'}/data/{address}", "name": f"data/{address}"}
    folder = f"{draft.site}/{draft.language}" if draft.site else ".."
    return {"url": f"{folder}/{address}", "name": printable(page_name(address))}
