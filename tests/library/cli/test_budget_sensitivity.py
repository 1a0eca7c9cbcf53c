"""``budget sensitivity``: who carries the headline, and that it takes two to say so."""

import json
from pathlib import Path

from sharedsafety.cli.main import status_of

EXAMPLES = Path(__file__).parents[3] / "examples"


def told(capsys, *words):
    code = status_of(["budget", "sensitivity", *words, "--draws", "20"])
    return code, capsys.readouterr()


def test_each_coder_is_named_as_in_the_file_with_the_shares_beside_each_other(capsys):
    code, shown = told(capsys, str(EXAMPLES / "example-county"), "--json")
    found = json.loads(shown.out)
    assert code == 0
    assert found["coders"] == ["coder one", "coder two"]
    first, second = found["effects"]
    assert first["coder"] == "coder one"
    assert len(first["programs"]) == 16
    assert first["largest_points"] > second["largest_points"] == 0
    assert abs(sum(each["without"] for each in first["families"]) - 1) < 1e-9


def test_with_one_coder_it_says_that_it_takes_two(capsys):
    code, shown = told(capsys, str(EXAMPLES / "san-joaquin"))
    assert code == 0
    assert "Coders in the file: 1. It takes two" in shown.out


def test_a_folder_that_is_not_there_is_refused(capsys, tmp_path):
    code, shown = told(capsys, str(tmp_path / "nowhere"))
    assert code != 0
    assert "Traceback" not in shown.err
