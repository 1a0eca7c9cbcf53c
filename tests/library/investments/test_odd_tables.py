"""Whatever a table holds, a proposal is made or refused with a code; there is never a fault of our own."""

import csv
import io
import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharedsafety.core.errors import SharedSafetyError
from sharedsafety.investments.mapping_file import checked, mapping_of
from sharedsafety.investments.mapping_text import mapping_text
from sharedsafety.investments.proposed_mapping import proposed_mapping

WORDS = (
    "",
    "Department",
    "Program",
    "Fund",
    "2024",
    "2024 Adopted",
    "Amount",
    "Total",
    "Type",
    "Phase",
    "E",
    "R",
    "N/A",
)
NUMBERS = ("(1,000)", "1.234,5", "-5", "7", "12 CR", "3e5", "no", "=1+1", "{x}")
PARTED = ("a_General_b", "b_General_c", "c_Debt Service_d", "Total_General_x")
cells = st.one_of(st.sampled_from(WORDS + NUMBERS + PARTED), st.text(max_size=8), st.integers(-(10**6), 10**6).map(str))
tables = st.integers(1, 6).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=9)
)


@given(table=tables)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_an_odd_table_is_proposed_for_or_refused_with_a_code(table: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(table)
    with tempfile.TemporaryDirectory() as name, suppress(SharedSafetyError):
        (Path(name) / "adopted-2024.csv").write_text(text.getvalue(), encoding="utf-8", errors="replace", newline="")
        found = proposed_mapping(Path(name) / "adopted-2024.csv")
        assert all(doubt.sentence("en") and doubt.sentence("es") and doubt.as_row() for doubt in found.doubts)
        assert all(finding.sentence("es") for finding in found.findings)
        if found.mapping is not None:
            assert checked(mapping_of(mapping_text(found.mapping))) == found.mapping
