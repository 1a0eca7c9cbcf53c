"""One hundred squares: what each dollar of every $100 of safety money is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sharedsafety.core.figure import Figure
from sharedsafety.investments.results import YearView
from sharedsafety.report import numbers
from sharedsafety.report.charts.markup import Element, frame, rect, text_width, words
from sharedsafety.report.charts.spec import ChartSpec, Width
from sharedsafety.report.charts.tokens import colour
from sharedsafety.report.names import name

_SQUARES = 100
#: Room of a key beside its words: its square and the spaces.
_KEY = 34.0
_FILL = {"prevents": "accent", "heals": "accent-mid", "answers": "slate", "runs": "white"}


def hundred_squares(parts: Mapping[str, Figure], title: str, language: str = "en", width: Width = "wide") -> ChartSpec:
    """Return the figure of 100 squares.

    Args:
        parts: share of P of ``prevents``, ``heals``, ``answers`` and ``runs``, in this order.
        title: the finding.

    The squares add up to 100 by largest remainder, so a part under half a dollar may have none.
    """
    counts = whole_hundred([figure.value or 0.0 for figure in parts.values()])
    rows = tuple(
        {
            "part": part,
            "name": name("part", part, language),
            "squares": squares,
            "label": numbers.of_100(figure.value or 0.0, language),
        }
        for (part, figure), squares in zip(parts.items(), counts, strict=True)
    )
    said = "; ".join(f"{row['label']} {row['name']}" for row in rows)
    return ChartSpec(kind="squares", title=title, description=said, language=language, width=width, rows=rows)


def hundred_parts(view: YearView) -> dict[str, Figure]:
    """Return the shares of P that prevent, heal, answer and run, each simulated as one amount."""
    return {row.code: row.share for row in view.tables["purpose"] if row.code in _FILL}


def whole_hundred(shares: Sequence[float]) -> tuple[int, ...]:
    """Return whole numbers that add up to 100 and lie nearest to the shares (largest remainder).

    >>> whole_hundred([0.215, 0.085, 0.66, 0.04])
    (22, 8, 66, 4)
    """
    total = sum(shares) or 1.0
    exact = [round(_SQUARES * share / total, 9) for share in shares]
    whole = [int(value) for value in exact]
    order = sorted(range(len(exact)), key=lambda index: (whole[index] - exact[index], index))
    for index in order[: _SQUARES - sum(whole)] if sum(shares) else []:
        whole[index] += 1
    return tuple(whole)


def draw(spec: ChartSpec, prefix: str) -> str:
    """Return the SVG of the squares, filled column by column, and under them the words."""
    down = 10 if spec.narrow else 4
    gap = 3.0
    side = (spec.pixels + gap) / (_SQUARES // down) - gap
    parts = [row["part"] for row in spec.rows for _ in range(row["squares"])]
    marks: list[Element] = [
        _square((index // down) * (side + gap), (index % down) * (side + gap), side, part)
        for index, part in enumerate(parts)
    ]
    top = down * (side + gap) + 14
    step = 26.0 if spec.narrow else 0.0
    places = [0.0] * len(spec.rows) if spec.narrow else _places(spec.rows, spec.pixels)
    for index, (row, across) in enumerate(zip(spec.rows, places, strict=True)):
        marks += _key(row["part"], f"{row['label']}", row["name"], across, top + index * step)
    return frame(spec, prefix, top + (step * len(spec.rows) if spec.narrow else 26), marks)


def _places(rows: Sequence[Mapping[str, Any]], pixels: float) -> list[float]:
    """Return where the words of each part begin on one line, with the room that is left shared out between them."""
    widths = [_KEY + text_width(row["label"], bold=True) + text_width(row["name"]) for row in rows]
    between = max(0.0, pixels - sum(widths)) / max(len(rows) - 1, 1)
    return [sum(widths[:at]) + between * at for at in range(len(rows))]


def _square(x: float, y: float, side: float, part: str) -> Element:
    if part == "runs":
        edge = {"fill": colour("white"), "stroke": colour("control")}
        return rect(x + 0.5, y + 0.5, side - 1, side - 1, **edge)
    return rect(x, y, side, side, fill=colour(_FILL[part]))


def _key(part: str, label: str, text: str, x: float, y: float) -> list[Element]:
    return [_square(x, y, 14, part), words(x + 22, y + 12, (label, "bold"), (text, "plain"))]
