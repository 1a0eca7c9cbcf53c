"""What a chart shows, as plain values; its SVG is drawn once and kept by the hash of those values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Literal

from sharedsafety.report.charts.tokens import size, tokens

Width = Literal["wide", "narrow"]

#: Part of the hash: raise it when a drawing changes, so that kept SVG is drawn anew.
DRAWING = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSpec:
    """One chart: its kind, its words and its values, ready to be drawn.

    Args:
        kind: ``bars, squares, stack, dots, groups, line, map``.
        title: the finding, as the sentence that also stands above the chart.
        description: the values in words, for people who hear the page.
        rows: the marks, with labels already written in the language.
        more: what the whole chart needs beside its rows.
    """

    kind: str
    title: str
    description: str
    language: str
    width: Width
    rows: tuple[Mapping[str, Any], ...]
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def pixels(self) -> float:
        """Return the width of the drawing in pixels."""
        return size("width", self.width)

    @property
    def narrow(self) -> bool:
        """Return whether the drawing is made for a phone."""
        return self.width == "narrow"


def chart_hash(spec: ChartSpec) -> str:
    """Return the SHA-256 of everything the drawing depends on."""
    content = json.dumps([DRAWING, tokens(), asdict(spec)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def chart_svg(spec: ChartSpec, *, cache_dir: Path | None = None) -> str:
    """Return the chart as an SVG element to be put into a page; the same values give the same bytes.

    Args:
        spec: what to draw.
        cache_dir: where drawn charts are kept by their hash; None draws every time.
    """
    from sharedsafety.report.charts.drawing import draw

    digest = chart_hash(spec)
    kept = cache_dir / f"{digest}.svg" if cache_dir else None
    if kept and kept.is_file():
        return kept.read_text(encoding="utf-8")
    svg = draw(spec, f"c{digest[:10]}")
    if kept:
        _keep(svg, kept)
    return svg


def _keep(svg: str, kept: Path) -> None:
    """Write beside and rename: another process that reads the same chart never finds half of it."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=kept.parent, prefix=".", suffix=".part", delete=False) as part:
        try:
            part.write(svg.encode())
            part.flush()
            Path(part.name).replace(kept)
        except BaseException:  # a full disk, an interruption
            Path(part.name).unlink(missing_ok=True)
            raise
