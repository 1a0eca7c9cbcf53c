"""Charts: one image with words, no script and no style, the same bytes twice, nothing of what is not shown."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sharedsafety.report.change_sentences import tick_labels
from sharedsafety.report.charts import bars, dots, groups, line, squares, stack
from sharedsafety.report.charts.markup import text_width
from sharedsafety.report.charts.spec import ChartSpec, Width, chart_svg

from . import samples

TITLE = "A finding"


def specs(language: str, width: Width) -> dict[str, ChartSpec]:
    view = samples.view()
    labels = [("2020-21", samples.labels(-3e7)), ("2021-22", samples.labels(0))]
    return {
        "bars": bars.money_bars("family", view.tables["family"], TITLE, language, width),
        "years": bars.year_bars(labels, "stated_label", TITLE, language, width),
        "squares": squares.hundred_squares(squares.hundred_parts(view), TITLE, language, width),
        "stack": stack.money_stack("control", view.tables["control"], TITLE, language, width),
        "new dollars": dots.new_dollar_dots(samples.CHANGE, TITLE, language, width),
        "change": dots.change_dots(samples.CHANGE, TITLE, language, width),
        "limits": line.series_line(samples.result(), samples.INDICATOR, TITLE, language, width),
        "years of rates": line.series_line(samples.yearly(), samples.RATE, TITLE, language, width),
        "groups": groups.group_dots(samples.DISPARITY, samples.INDICATOR, TITLE, language, width),
    }


EVERY = [
    (kind, language, width)
    for kind in specs("en", "wide")
    for language, width in (("en", "wide"), ("es", "narrow"), ("es", "wide"), ("en", "narrow"))
]


@pytest.mark.parametrize(("kind", "language", "width"), EVERY)
def test_a_chart_is_one_named_image_without_script_or_style(kind: str, language: str, width: Width) -> None:
    svg = chart_svg(specs(language, width)[kind])
    root = ET.fromstring(svg)
    title, desc = root[0], root[1]
    assert root.get("role") == "img"
    assert (root.get("aria-labelledby") or "").split() == [title.get("id"), desc.get("id")]
    assert title.text == TITLE
    assert desc.text
    inside = [each for each in root.iter() if each is not root]
    assert not any(each.get(key) for each in inside for key in ("role", "aria-label", "style", "class", "href"))
    assert not {each.tag.split("}")[-1] for each in inside} & {"script", "style", "image", "a", "foreignObject"}
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("kind", "language", "width"), EVERY)
def test_no_text_of_a_chart_is_smaller_than_thirteen_pixels(kind: str, language: str, width: Width) -> None:
    sizes = re.findall(r'font-size="([\d.]+)', chart_svg(specs(language, width)[kind]))
    assert sizes
    assert min(float(size) for size in sizes) >= 13


@pytest.mark.parametrize("kind", list(specs("en", "wide")))
def test_the_same_values_give_the_same_bytes_and_other_values_other_ids(kind: str) -> None:
    first, again = (chart_svg(specs("en", "wide")[kind]) for _ in range(2))
    assert first == again
    other = chart_svg(specs("en", "narrow")[kind])
    assert not set(re.findall(r'id="([^"]+)"', first)) & set(re.findall(r'id="([^"]+)"', other))


def test_a_kept_chart_is_read_from_its_hash(tmp_path: Path) -> None:
    spec = specs("en", "wide")["bars"]
    drawn = chart_svg(spec, cache_dir=tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_text("kept", encoding="utf-8")
    assert drawn.startswith("<svg")
    assert chart_svg(spec, cache_dir=tmp_path) == "kept"


def test_another_process_never_finds_half_of_a_kept_chart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    rename = Path.replace

    def renamed(part: Path, kept: Path) -> Path:
        seen.append([path.suffix for path in tmp_path.iterdir()])
        return rename(part, kept)

    monkeypatch.setattr(Path, "replace", renamed)
    drawn = chart_svg(specs("en", "wide")["bars"], cache_dir=tmp_path)
    assert seen == [[".part"]], "under its own name before it was whole"
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == [drawn]


def test_a_group_that_is_not_shown_has_its_word_and_no_mark() -> None:
    with_it = groups.group_dots(samples.DISPARITY, samples.INDICATOR, TITLE)
    hidden = with_it.rows[-1]
    assert hidden["missing"] == "not shown: privacy"
    assert not {"value", "low", "high"} & set(hidden)
    svg = chart_svg(with_it)
    assert svg.count("not shown: privacy") == 2  # in the picture and in its description
    marks = svg.count('stroke="#1a5a96"')  # a dot and its interval for each group that is shown
    assert marks == 2 * sum("value" in row for row in with_it.rows)


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_no_upright_of_the_chart_of_groups_stands_behind_words(width: Width) -> None:
    svg = chart_svg(groups.group_dots(samples.DISPARITY, samples.INDICATOR, TITLE, "en", width))
    placed = r'transform="translate\((-?[\d.]+),(-?[\d.]+)\)"'
    uprights = [tuple(map(float, one)) for one in re.findall(rf'<line {placed} x2="0" y2="([\d.]+)"', svg)]
    assert len(uprights) >= 4 * 4  # three or more of the grid and everybody's, for each of four groups with a number
    words = re.findall(rf'<text text-anchor="(start|end)" {placed}[^>]*font-size="14px"[^>]*>([^<]*)', svg)
    assert len(words) >= 5
    for anchor, left, base, text in words:
        start = float(left) - (text_width(text) if anchor == "end" else 0)
        behind = [
            (x, top)
            for x, top, height in uprights
            if start < x < start + text_width(text) and top < float(base) and top + height > float(base) - 11
        ]
        assert not behind, text


def test_a_point_that_is_not_shown_leaves_a_gap_and_nothing_else() -> None:
    spec = line.series_line(samples.yearly(), samples.RATE, TITLE)
    assert [row["index"] for row in spec.rows] == [0, 1, 2, 4, 5, 6, 7]
    assert {row["run"] for row in spec.rows} == {"0-0", "0-1"}
    assert "2018:" not in spec.description
    assert spec.description.endswith("not shown: 1")


def test_a_chart_of_nothing_is_still_an_image() -> None:
    empty = bars.money_bars("family", (), TITLE)
    assert ET.fromstring(chart_svg(empty)).get("role") == "img"


def test_one_hundred_squares_are_always_one_hundred() -> None:
    assert sum(squares.whole_hundred([1 / 3, 1 / 3, 1 / 3])) == 100
    assert squares.whole_hundred([0.0, 0.0]) == (0, 0)


def test_the_chart_library_is_not_loaded_by_importing_the_report() -> None:
    code = (
        "import sys, sharedsafety.report.charts.drawing, sharedsafety.report.tables; "
        "sys.exit(any(name in sys.modules for name in ('vl_convert', 'altair', 'ibis', 'scipy')))"
    )
    environment = {"PYTHONPATH": str(Path(__file__).parents[3] / "src")}
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0


def test_no_two_ticks_of_an_axis_read_alike() -> None:
    grid = (0.065, 0.07, 0.075, 0.08, 0.085)
    proportion = replace(samples.INDICATOR, unit="proportion")
    labels = [label.replace("\xa0", " ") for _, label in tick_labels(grid, proportion)]
    assert labels == ["6.5 %", "7.0 %", "7.5 %", "8.0 %", "8.5 %"]
    assert tick_labels((0.0, 0.1), proportion)[1] == (0.1, "10\xa0%")


def disturbed_from(year: str) -> ChartSpec:
    every = tuple(replace(point, disturbed=point.period >= year) for point in samples.yearly().points)
    return line.series_line(replace(samples.yearly(), points=every), samples.RATE, TITLE)


def test_points_of_a_disturbed_span_are_joined_to_nothing_and_named() -> None:
    spec = disturbed_from("2019")
    runs = [row["run"] for row in spec.rows if row["disturbed"]]
    assert len(set(runs)) == len(runs) == 4
    assert not set(runs) & {row["run"] for row in spec.rows if not row["disturbed"]}
    assert spec.more["last"] == ()
    assert spec.description.count("(not comparable)") == 4
    assert "not comparable" in chart_svg(spec)


def test_an_axis_starts_at_zero_beside_numbers_of_a_disturbed_span_or_says_where_it_starts() -> None:
    high = tuple(
        replace(point, figure=replace(point.figure, value=40.0, low=38.0, high=42.0)) if point.figure else point
        for point in samples.yearly().points
    )
    calm = replace(samples.yearly(), points=high)
    disturbed = replace(calm, points=tuple(replace(point, disturbed=True) for point in high))
    said = line.series_line(calm, samples.RATE, TITLE)
    assert said.more["ticks"][0] == (38.0, "38")
    assert "The axis starts at 38, not at 0." in chart_svg(said)
    from_zero = line.series_line(disturbed, samples.RATE, TITLE)
    assert from_zero.more["ticks"][0][0] == 0
    assert "The axis starts" not in chart_svg(from_zero)
