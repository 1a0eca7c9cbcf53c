"""Translations: compiled from the .po files, never kept in git; and every text that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]

_KEYWORDS = {"gettext": None, "_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "gettext_lazy": None}


def compile_catalogs(root: Path = HERE) -> tuple[Path, ...]:
    """Return the ``.mo`` files that were written because their ``.po`` is newer."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    written = []
    for source in sorted(root.rglob("LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as text, target.open("wb") as binary:
            write_mo(binary, read_po(text, locale=source.parents[1].name))
        written.append(target)
    return tuple(written)


def texts_to_translate(root: Path = HERE) -> frozenset[str]:
    """Return every text that templates and code below ``root`` mark for translation."""
    from babel.messages.extract import extract

    found: set[str] = set()
    for source in _sources(root):
        for _, texts, _, _ in extract("python", BytesIO(source.encode()), keywords=_KEYWORDS):
            found.add(texts if isinstance(texts, str) else texts[0])
    return frozenset(found)


def _sources(root: Path) -> Iterator[str]:
    """Yield the code, and the templates turned into code that only holds their texts."""
    from django.utils.translation.template import templatize

    for path in sorted(root.rglob("templates/**/*.html")):
        code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        yield "\n".join(line.strip() for line in code.splitlines())
    for path in sorted(root.rglob("*.py")):
        yield path.read_text(encoding="utf-8")
