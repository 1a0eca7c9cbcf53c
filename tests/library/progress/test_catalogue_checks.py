"""An indicator that names an entry of the catalogue is measured like it, or a warning says so."""

from __future__ import annotations

import pytest
from tests.progress_samples import indicator

from sharedsafety.progress.catalogue_checks import catalogue_findings
from sharedsafety.progress.checks import check_indicators


def codes(**changes):
    found = list(catalogue_findings([indicator(**changes)]))
    assert all(each.severity == "warning" and each.sentence("en") and each.sentence("es") for each in found)
    return [(each.code, each.column) for each in found]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"catalogue_id": "PH-01"}, []),
        ({"catalogue_id": "PH-01", "per": 1000}, []),
        ({}, []),
        ({"catalogue_id": "PH-99"}, [("catalogue-id-unknown", "harm.catalogue_id")]),
        ({"catalogue_id": "PH-01", "unit": "count"}, [("catalogue-unit-differs", "harm.unit")]),
        ({"catalogue_id": "PH-01", "better": "up"}, [("catalogue-direction-differs", "harm.better")]),
        ({"catalogue_id": "PH-01", "better": None}, [("catalogue-direction-differs", "harm.better")]),
        ({"catalogue_id": "SV-03", "unit": "proportion"}, [("catalogue-direction-differs", "harm.better")]),
    ],
)
def test_unit_and_direction_are_compared(changes, expected):
    assert codes(**changes) == expected


def test_the_checks_of_a_folder_say_it_too():
    found = check_indicators([indicator(catalogue_id="PH-01", unit="count")], [])
    assert "catalogue-unit-differs" in {each.code for each in found}
