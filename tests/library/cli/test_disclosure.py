"""``sharedsafety disclosure protect`` and ``audit``: tables of people from files and back."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from sharedsafety.cli.disclosure import add_verbs
from sharedsafety.cli.main import status_of
from sharedsafety.core.errors import BadInput, Unreadable

ROW = "sex,count\nfemale,25\nmale,8\nother,40\ntotal,73\n"


@pytest.fixture
def call(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    parser = argparse.ArgumentParser()
    add_verbs(parser.add_subparsers())

    def run(*words):
        args = parser.parse_args(["disclosure", *words])
        return args.call(args)

    return run


def write(name: str, text: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_a_table_is_written_with_codes_and_only_the_numbers_that_may_be_shown(call):
    found = call("protect", write("t.csv", ROW), "--out", "shown.csv")
    assert Path("shown.csv").read_text(encoding="utf-8") == "sex,code,count\nfemale,S,\nmale,S,\nother,,40\ntotal,,73\n"
    assert found.status == 0
    assert {"table", "loss", "gap", "proved"} <= set(found.data)
    assert found.data["table"][0] == {"sex": "female", "code": "S"}
    assert (found.data["loss"], found.data["gap"], found.data["proved"]) == (25, 0, True)
    assert json.dumps(found.data, allow_nan=False)


def test_what_is_written_passes_the_audit_and_what_hides_too_little_does_not(call):
    call("protect", write("t.csv", ROW), "--out", "shown.csv")
    assert call("audit", "shown.csv").status == 0
    found = call("audit", write("weak.csv", "sex,code,count\nfemale,,25\nmale,S,\nother,,40\ntotal,,73\n"))
    assert found.status == 1
    assert found.data["weak"] == [
        {"table": "weak.csv", "row": 3, "cell": {"sex": "male"}, "number": "count", "low": 8, "high": 8, "earlier": []}
    ]


def test_an_earlier_table_that_gives_a_cell_away_is_named(call):
    call("protect", write("t.csv", ROW), "--out", "shown.csv")
    earlier = write("before.csv", "sex,count\nfemale,25\n")
    found = call("audit", "shown.csv", "--earlier", earlier)
    assert found.data["weak"][0]["earlier"] == ["before.csv"]
    assert "people-cell-given-away-with-earlier" in [finding.code for finding in found.findings]


def test_answers_that_came_between_two_releases_are_guarded(call):
    before = write("may.csv", "sex,count\nfemale,30\nmale,40\ntotal,70\n")
    now = write("july.csv", "sex,count\nfemale,34\nmale,60\ntotal,94\n")
    assert call("audit", now, "--earlier", before, "--grown").status == 1
    call("protect", now, "--out", "shown.csv", "--earlier", before, "--grown")
    assert call("audit", "shown.csv", "--earlier", before, "--grown").status == 0


def test_areas_of_a_district_are_read_from_a_file_of_parents(call):
    table = write("t.csv", "area,count\na,7\nb,60\nnorth,67\nsouth,50\ntotal,117\n")
    with pytest.raises(BadInput):
        call("protect", table, "--out", "shown.csv")
    parents = write("parents.csv", "dimension,label,part_of\narea,a,north\narea,b,north\n")
    call("protect", table, "--out", "shown.csv", "--parents", parents)
    assert "a,S,\nb,S,\nnorth,,67\n" in Path("shown.csv").read_text(encoding="utf-8")


def test_money_to_few_recipients_is_hidden_with_its_row(call):
    text = "kind,count,value,contributors\na,40,100.50,4\nb,50,200,60\nc,60,300,70\ntotal,150,600.50,134\n"
    call("protect", write("t.csv", text), "--out", "shown.csv")
    lines = Path("shown.csv").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["kind,code,count,value,contributors", "a,S,,,"]
    assert call("audit", "shown.csv").status == 0


def test_a_table_that_may_not_be_shown_is_refused_and_nothing_is_written(call):
    found = call("protect", write("t.csv", "sex,count\nfemale,3\nmale,2\ntotal,5\n"), "--out", "shown.csv")
    assert found.status == 1
    assert not Path("shown.csv").exists()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("sex\nfemale\n", "people-column-missing"),
        ("count\n4\n", "people-dimension-missing"),
        ("sex,sex,count\na,b,4\n", "header-repeated"),
        ("sex,count\nfemale,many\n", "not-a-number"),
        ("sex,count\nfemale\n", "row-length"),
        ("sex,count,code\nfemale,,X\n", "not-on-list"),
        ("sex,count\nfemale,-4\n", "people-count-negative"),
        ("sex,count\nfemale,30\nmale,40\ntotal,71\n", "people-margin-differs"),
        ("sex,count\n", "people-table-empty"),
        ('sex,count\n"female,4\n', "row-length"),
    ],
)
def test_a_file_that_is_no_such_table_is_a_finding_with_its_place(call, text, code):
    for words in (("protect", write("t.csv", text), "--out", "shown.csv"), ("audit", "t.csv")):
        with pytest.raises(BadInput) as refused:
            call(*words)
        assert refused.value.code == code
        assert refused.value.finding.file == "t.csv"
    assert not Path("shown.csv").exists()


def test_a_million_cells_are_a_finding(call):
    rows = "\n".join(f"{number},20" for number in range(1_000_000))
    with pytest.raises(BadInput) as refused:
        call("audit", write("t.csv", f"id,count\n{rows}\n"))
    assert refused.value.code == "people-table-too-large"


def test_nothing_but_an_earlier_result_is_replaced(call):
    table = write("t.csv", ROW)
    for other in (table, write("notes.txt", "mine")):
        with pytest.raises(BadInput) as refused:
            call("protect", table, "--out", other)
        assert refused.value.code == "out-not-a-result"
    assert Path("t.csv").read_text(encoding="utf-8") == ROW
    for _ in range(2):
        assert call("protect", table, "--out", "shown.csv").status == 0
    assert sorted(path.name for path in Path().iterdir()) == ["notes.txt", "shown.csv", "t.csv"]


def test_exit_statuses_of_the_program(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    write("t.csv", ROW)
    assert status_of(["disclosure", "protect", "t.csv", "--out", "shown.csv"]) == 0
    assert status_of(["disclosure", "audit", "t.csv"]) == 1
    assert status_of(["disclosure", "audit"]) == 2
    assert status_of(["disclosure", "audit", "nothing.csv"]) == 3
    assert "Traceback" not in capsys.readouterr().err


def test_a_file_that_is_not_there_can_not_be_read(call):
    with pytest.raises(Unreadable):
        call("audit", "nothing.csv")


def test_text_that_could_be_a_formula_comes_back_unchanged(call):
    call("protect", write("t.csv", "kind,count\n'=1+1,25\nb,30\n"), "--out", "shown.csv")
    assert Path("shown.csv").read_text(encoding="utf-8") == "kind,code,count\n'=1+1,,25\nb,,30\n"


def test_a_table_is_scored_step_by_step(call):
    crossed = [word for each in ("sex=male_female", "age=12", "race=all_groups") for word in ("--variable", each)]
    found = call("score", "--smallest", "7", "--population", "265000", *crossed)
    assert found.data["total"] == sum(term["points"] for term in found.data["terms"]) == 17
    assert found.data["outcome"] == "mask_or_document"
    assert [finding.code for finding in found.findings] == ["score-mask"]
    assert "17" in found.text


@pytest.mark.parametrize("words", ["sex", "=3", "age="])
def test_a_variable_without_its_value_is_refused(call, words):
    with pytest.raises(BadInput) as refused:
        call("score", "--smallest", "7", "--population", "265000", "--variable", words)
    assert refused.value.finding.code == "score-variable"


def test_a_table_counted_among_fewer_than_one_person_is_refused(call):
    with pytest.raises(BadInput) as refused:
        call("score", "--smallest", "20", "--population", "265000", "--denominator", "-4")
    assert refused.value.finding.params == {"value": -4, "variable": "denominator"}


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        (("--smallest", "7", "--population", "265000", "--months", "0"), ["score-size"]),
        (("--smallest", "901", "--population", "900"), ["score-cell-over-all"]),
        (("--smallest", "41", "--population", "900", "--denominator", "40"), ["score-cell-over-all"]),
        (("--smallest", "41", "--population", "40", "--months", "-1"), ["score-size", "score-cell-over-all"]),
    ],
)
def test_a_table_that_can_not_be_is_refused_with_every_fault(call, given: tuple[str, ...], codes: list[str]) -> None:
    with pytest.raises(BadInput) as refused:
        call("score", *given)
    assert [each.code for each in refused.value.findings] == codes
    assert all(each.sentence("en") != each.sentence("es") for each in refused.value.findings)
