"""The translations as the program reads them: made from the .po files, never kept in git."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parents[1]


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
