"""What all tests share: no test asserts a time, and CI draws the same examples every run."""

import csv
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("here", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("here")

#: The longest cell that Python's own reader takes; frictionless raises it for the whole process.
_LONGEST_CELL = 131_072


@pytest.fixture(autouse=True)
def no_other_longest_cell() -> Iterator[None]:
    """Keep what one test's tools do to the csv module away from the next test."""
    csv.field_size_limit(_LONGEST_CELL)
    yield
    csv.field_size_limit(_LONGEST_CELL)
