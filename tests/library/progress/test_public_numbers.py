"""Numbers of a public file that nobody can add up are told with their row."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sharedsafety.progress.file_shapes import file_shapes
from sharedsafety.progress.public_rows import _Reader


@pytest.mark.parametrize("text", ["sNaN", "NaN", "Infinity", "1e999999999", "1e-999999999", "many"])
def test_a_number_that_can_not_be_added_up_is_told_with_its_row(text: str) -> None:
    shape = file_shapes().shape("injury-deaths")
    reader = _Reader(file_shapes().file_of(shape), shape, "deaths.csv", "en", [])
    assert reader._exact(text, 7) == Decimal(0)
    assert [(each.code, each.row) for each in reader.findings] == [("not-a-number", 7)]
