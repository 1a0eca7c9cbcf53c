"""The files at the top of a site: choice of language, not found, site map, robots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from django.template.loader import render_to_string
from django.utils import translation

from sharedsafety.folder.assessment import Assessment
from sharedsafety_web.publishing.site.rendering import without_blank_lines


def files(assessment: Assessment, languages: Sequence[str]) -> Iterator[tuple[str, bytes]]:
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
        yield f"{name}.html", without_blank_lines(html).encode()
    yield "robots.txt", b"User-agent: *\nAllow: /\n"


def site_map(address: str, paths: Sequence[str]) -> bytes:
    """Return the site map of a site that is reached at ``address``."""
    whole = (f"{address.rstrip('/')}/{path}" for path in paths)
    entries = "".join(f"<url><loc>{escape(one)}</loc></url>\n" for one in whole)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{entries}</urlset>\n".encode()
