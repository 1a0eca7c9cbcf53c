"""A day that is none is a wrong call, said in plain words, whatever verb is asked."""

import pytest

from sharedsafety.cli.main import status_of


@pytest.mark.parametrize(
    "call",
    [
        ["plan", "--hours-per-week", "5", "--board-date"],
        ["assess", "x", "--out", "y", "--as-of"],
        ["progress", "import", "x", "y", "--shape", "a", "--indicator", "b", "--retrieved"],
    ],
    ids=lambda call: call[0],
)
@pytest.mark.parametrize("day", ["2026-13-40", "tomorrow", "2026-02-30"])
def test_a_day_that_is_none_is_said_in_words(call, day, capsys):
    assert status_of([*call, day]) == 2
    assert f"'{day}' is not a day such as" in capsys.readouterr().err
