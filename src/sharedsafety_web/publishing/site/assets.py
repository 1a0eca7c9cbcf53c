"""Styles, fonts, the icon and the one small script that every page shares."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_STATIC = Path(__file__).resolve().parents[2] / "core" / "static"
_STYLES = (
    "vendor/uswds/uswds-subset.css",
    "css/tokens.css",
    "css/fonts.css",
    "css/base.css",
    "css/shell.css",
    "css/tables.css",
    "css/bars.css",
    "css/marks.css",
    "css/thread.css",
    "css/front.css",
    "css/chart.css",
    "css/grid.css",
    "css/report.css",
    "css/dark.css",
    "css/print.css",
)


def files() -> Iterator[tuple[str, bytes]]:
    """Yield every shared file as (path, content)."""
    yield "assets/site.css", b"".join(_content(name) for name in _STYLES)
    yield "assets/filter.js", _content("js/filter.js")
    yield "assets/icon.svg", _content("img/icon.svg")
    for font in sorted((_STATIC / "vendor" / "uswds" / "fonts").iterdir()):
        yield f"assets/fonts/{font.name}", font.read_bytes()


def _content(name: str) -> bytes:
    return (_STATIC / name).read_bytes()
