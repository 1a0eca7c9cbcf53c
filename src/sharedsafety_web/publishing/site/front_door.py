"""The files at the top of a site: choice of language, not found, site map, robots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from django.template.loader import render_to_string
from django.utils import translation

from sharedsafety.folder.assessment import Assessment


def files(assessment: Assessment, languages: Sequence[str], addresses: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the files at the top as (path, content)."""
    names = [(code, translation.get_language_info(code)["name_local"].capitalize()) for code in languages]
    context = {
        "profile": assessment.profile,
        "languages": names,
        "is_example": assessment.profile.provenance == "example",
    }
    for name in ("index", "404"):
        with translation.override(languages[0]):
            html = render_to_string(f"site/door_{name}.html", {**context, "language": languages[0]})
        yield f"{name}.html", html.encode()
    yield "sitemap.txt", "".join(f"{address}\n" for address in addresses).encode()
    yield "sitemap.xml", _site_map(addresses).encode()
    yield "robots.txt", b"User-agent: *\nAllow: /\n"


def _site_map(addresses: Sequence[str]) -> str:
    entries = "".join(f"<url><loc>{escape(address)}</loc></url>\n" for address in addresses)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )
