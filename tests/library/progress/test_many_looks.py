"""Verdicts side by side are filtered together, in a report and in the verb."""

from __future__ import annotations

import argparse

import pytest

from sharedsafety.cli.progress import add_verbs
from sharedsafety.progress.many_looks import standing
from sharedsafety.progress.results import Verdict


def verdict(p, state="improving"):
    return Verdict(state=state, method="poisson_trend", reason="clear_change", p=p)


def test_the_five_of_the_method_stand_as_it_says():
    found = standing([verdict(p) for p in (0.004, 0.02, 0.03, 0.20, 0.60)])
    assert [each.state for each in found] == ["improving"] * 3 + ["no_clear_change"] * 2
    assert [each.flags for each in found[3:]] == [("bh_filtered",)] * 2


def test_one_verdict_alone_and_charts_without_p_are_left():
    assert standing([verdict(0.04)]) == (verdict(0.04),)
    chart = Verdict(state="worsening", method="xmr", reason="xmr_outside")
    assert (
        standing([chart, verdict(0.04), verdict(0.9, "no_clear_change"), verdict(0.8, "no_clear_change")])[0] == chart
    )
    assert standing([]) == ()


@pytest.fixture
def judge(tmp_path):
    parser = argparse.ArgumentParser()
    add_verbs(parser.add_subparsers())

    def call(groups):
        file = tmp_path / "series.csv"
        rows = [
            f"{year},{count},100000,{name}"
            for name, counts in groups.items()
            for year, count in zip((2020, 2021), counts, strict=True)
        ]
        file.write_text("\n".join(["period,numerator,denominator,group", *rows]), encoding="utf-8")
        args = parser.parse_args(["progress", "verdict", str(file), "--per", "100000"])
        return args.call(args).data

    return call


def test_the_verb_takes_back_what_would_not_stand_among_many_groups(judge):
    changed, still = (400, 340), (400, 401)
    assert judge({"A": changed})["verdict"] == "changed"
    many = judge({"A": changed, **dict.fromkeys("BCDEFG", still)})
    assert (many["verdict"], many["flags"]) == ("no_clear_change", ["bh_filtered"])
    assert many["groups"][0]["why"]["p"] < 0.05
