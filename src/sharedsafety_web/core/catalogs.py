"""Translations: compiled when needed, and every text of the templates found, so that a missing one is a fault."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

WEB = Path(__file__).resolve().parents[1]
LOCALE = WEB / "locale"

_KEYWORDS = {"gettext": None, "_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "gettext_lazy": None}


@cache
def compile_catalogs(locale: Path = LOCALE) -> tuple[Path, ...]:
    """Return the compiled catalogs; one that is newer than its source is left as it is."""
    return tuple(_compiled(source) for source in sorted(locale.glob("*/LC_MESSAGES/*.po")))


def template_texts(root: Path = WEB) -> frozenset[str]:
    """Return every text that templates and code below ``root`` mark for translation."""
    from babel.messages.extract import extract

    found: set[str] = set()
    for source in _sources(root):
        for _, texts, _, _ in extract("python", BytesIO(source.encode()), keywords=_KEYWORDS):
            found.add(texts if isinstance(texts, str) else texts[0])
    return frozenset(found)


def _compiled(source: Path) -> Path:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    target = source.with_suffix(".mo")
    if not target.is_file() or target.stat().st_mtime_ns < source.stat().st_mtime_ns:
        with source.open("rb") as text:
            catalog = read_po(text, locale=source.parts[-3])
        fresh = BytesIO()
        write_mo(fresh, catalog)
        target.write_bytes(fresh.getvalue())
    return target


def _sources(root: Path) -> Iterator[str]:
    """Yield the code, and the templates turned into code that only holds their texts."""
    from django.utils.translation.template import templatize

    for path in sorted(root.rglob("templates/**/*.html")):
        yield templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for path in sorted(root.rglob("*.py")):
        yield path.read_text(encoding="utf-8")
