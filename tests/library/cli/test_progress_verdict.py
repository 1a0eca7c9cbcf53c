"""``sharedsafety progress verdict SERIES.csv``."""

from __future__ import annotations

import argparse
import json

import pytest

from sharedsafety.cli.progress import add_verbs
from sharedsafety.core.errors import BadInput, Unreadable
from sharedsafety.progress.series import Better

COUNTS = [500, 470, 450, 420, 400, 370, 350, 330]


@pytest.fixture
def verdict(tmp_path):
    parser = argparse.ArgumentParser()
    add_verbs(parser.add_subparsers())

    def call(text, *options):
        file = tmp_path / "series.csv"
        file.write_text(text, encoding="utf-8")
        args = parser.parse_args(["progress", "verdict", str(file), *options])
        return args.call(args)

    return call


def series(counts=COUNTS, better: Better = "down"):
    rows = [f"{year},{count},100000,{better}" for year, count in enumerate(counts, start=2010)]
    return "\n".join(["period,numerator,denominator,better", *rows])


def test_the_json_has_the_keys_of_the_contract(verdict):
    found = verdict(series(), "--per", "100000").data
    assert {"method", "limits", "points", "verdict", "flags"} <= set(found)
    assert (found["method"], found["verdict"]) == ("poisson_trend", "improving")
    assert json.dumps(found, allow_nan=False)


def test_a_chart_has_limits_and_labels(verdict):
    values = [20, 22, 19, 21, 20, 18, 21, 20, 19, 21, 20, 22, 12]
    rows = [f"2020-{m:02},{v}" for m, v in enumerate(values[:12], start=1)]
    rows.append(f"2021-01,{values[12]}")
    found = verdict("\n".join(["period;value".replace(";", ","), *rows])).data
    assert found["limits"]["lower"] < found["limits"]["mean"] < found["limits"]["upper"]
    assert found["points"][-1]["label"] == "outside"


def test_a_break_column_cuts_the_series(verdict):
    text = "period,value,break\n2018,5,\n2019,6,\n2020,50,new definition\n"
    found = verdict(text)
    assert found.data["why"]["reason"] == "series_breaks"
    assert "periods_after_break" in found.text


def test_small_counts_of_people_are_hidden_and_things_are_not(verdict):
    small = series([5, 6, 7, 6, 5, 7, 8, 6])
    hidden = verdict(small, "--per", "100000")
    assert hidden.data["why"]["reason"] == "hidden_small_counts"
    assert all(set(point) == {"period", "label", "segment", "code"} for point in hidden.data["points"])
    assert verdict(small, "--per", "100000", "--things").data["method"] == "poisson_trend"


def test_each_group_has_its_own_verdict(verdict):
    text = "period,value,group\n2019,1,A\n2020,2,A\n2019,3,B\n2020,4,B\n"
    assert [each["group"] for each in verdict(text).data["groups"]] == ["A", "B"]


def test_a_file_without_rows_cannot_be_told(verdict):
    assert verdict("period,value\n").data["why"]["reason"] == "no_data"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("year,value\n2020,1\n", "series-column-missing"),
        ("period,value\n2020,many\n", "series-not-a-number"),
        ("period,value\n20/21,1\n", "period-unreadable"),
        ("", "file-empty"),
    ],
)
def test_a_bad_file_is_refused_with_a_code(verdict, text, code):
    with pytest.raises(BadInput) as refused:
        verdict(text)
    assert refused.value.code == code
    assert str(refused.value)


def test_a_missing_file_is_unreadable(verdict, tmp_path):
    parser = argparse.ArgumentParser()
    add_verbs(parser.add_subparsers())
    args = parser.parse_args(["progress", "verdict", str(tmp_path / "none.csv")])
    with pytest.raises(Unreadable):
        args.call(args)


@pytest.mark.parametrize(
    ("text", "code", "row"),
    [
        ("period,numerator,denominator\n2001,5,0\n", "observation-denominator-zero", 2),
        ("period,value\n2001,1\n2001,2\n", "observation-repeated", 3),
        ("period,value,quality\n2001,1,9\n", "observation-quality-unknown", 2),
        ("period,value\n2001,1\n2021-13,2\n", "period-unreadable", 3),
        ("period,value\n2001,nan\n", "series-not-a-number", 2),
        ("period,value\n2001,1e16\n", "series-not-a-number", 2),
        ("period,value,quality\n2001,1,2.5\n", "series-not-a-number", 2),
        ("period,value,better\n2001,1,sideways\n", "not-on-list", 2),
        ("period,value,value\n2001,1,2\n", "header-repeated", 1),
        ("period,value\n2001,1,2\n", "row-length", 2),
        ("period,value\n2001,\0\n", "not-text", None),
        (f'period,value\n2001,"{"9" * 200_000}\n', "not-a-table", None),
    ],
)
def test_a_fault_of_the_series_is_named_with_its_row(verdict, text, code, row):
    with pytest.raises(BadInput) as caught:
        verdict(text)
    assert (caught.value.code, caught.value.finding.row) == (code, row)
    assert caught.value.finding.file.endswith("series.csv")


@pytest.mark.parametrize("per", ["nan", "inf", "0", "-1", "1e308", "1e400", "many"])
def test_a_scale_nobody_could_mean_is_a_wrong_call(verdict, per, capsys):
    with pytest.raises(SystemExit) as stopped:
        verdict(series(), "--per", per)
    assert stopped.value.code == 2
    assert "--per" in capsys.readouterr().err
