"""There is one gate for counts of people: no other module can release a figure, and all figures passed it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.progress_samples import counts, indicator

import sharedsafety
from sharedsafety.core.disclosure import ReleasedFigure
from sharedsafety.core.figure import Figure
from sharedsafety.progress.assess_progress import assess_progress

ROOT = Path(sharedsafety.__file__).parents[1]
GATE = ROOT / "sharedsafety" / "core" / "disclosure" / "gate.py"
MODULES = [path for path in sorted(ROOT.rglob("*.py")) if path != GATE]


def names_in(source: str) -> Iterator[str]:
    """Every name that a module could use to get round the gate, outside its type annotations."""
    tree = ast.parse(source)
    annotations = {id(part) for node in ast.walk(tree) for part in _annotations(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "id", getattr(node.func, "attr", ""))
        if isinstance(node, ast.Attribute) and id(node) not in annotations and node.attr in {"_GATE", "_released"}:
            yield node.attr
        if isinstance(node, ast.ImportFrom):
            yield from (name.name for name in node.names if name.name in {"_GATE", "_released"})


def _annotations(node: ast.AST) -> Iterator[ast.AST]:
    for name in ("annotation", "returns"):
        if (found := getattr(node, name, None)) is not None:
            yield from ast.walk(found)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_but_the_gate_makes_released_figures(path):
    assert {"ReleasedFigure", "Released", "_GATE", "_released"}.isdisjoint(names_in(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "sample",
    [
        "from sharedsafety.core.disclosure import ReleasedFigure\nReleasedFigure(value=1)",
        "from sharedsafety.core import disclosure\ndisclosure.Released(figure=None)",
        "from sharedsafety.core.disclosure import _GATE",
        "from sharedsafety.core import disclosure as d\ngate = d._GATE",
    ],
)
def test_the_check_finds_a_way_round_the_gate(sample):
    assert not {"ReleasedFigure", "Released", "_GATE", "_released"}.isdisjoint(names_in(sample))


def figures_of(result) -> Iterator[Figure | None]:
    yield from (point.figure for point in result.points)
    yield result.latest.figure if result.latest else None
    yield result.verdict.change
    for row in result.disparity.rows if result.disparity else ():
        yield from (row.figure, row.difference, row.ratio)


@pytest.mark.parametrize("unit", ["rate", "proportion", "count", "ratio", "days"])
def test_every_figure_about_people_has_passed_the_gate(unit):
    rows = counts([510, 480, 500, 470, 440, 9, 460, 0])
    rows += [row for name in "ABC" for row in counts([170], start=2017, group_type="race", group=name)]
    found = assess_progress([indicator(unit=unit)], rows, as_of=date(2026, 1, 1)).results[0]
    shown = [figure for figure in figures_of(found) if figure is not None]
    assert all(isinstance(figure, ReleasedFigure) for figure in shown)
    if unit != "days":
        assert shown
