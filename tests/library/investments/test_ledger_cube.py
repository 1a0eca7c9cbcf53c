"""The cube: equal to adding up line by line, exact to the last cent, and loud where 64 bits do not hold a total."""

from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedsafety.core.errors import BadInput
from sharedsafety.investments.cube import ledger_cube
from sharedsafety.investments.ledger import import_ledger
from sharedsafety.investments.ledger_file import import_to_file, write_ledger
from sharedsafety.investments.ledger_schema import CUBE_KEYS, LedgerCube
from sharedsafety.investments.mapping_file import checked, mapping_of

MAPPING = """
files:
  - file: budget.csv
    columns: {department: Dept, program_code: Code, program: Program, fund: Fund, stated_label: Label}
    amounts: [{column: Amount, fiscal_year: {column: Year}, phase: adopted, document: "d-{fiscal_year}"}]
"""
LARGEST = 2**63 // 100 * 100 - 100  # whole dollars, in cents
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Fire", "Police", "Fïre"]),
        st.sampled_from(["1", "01"]),
        st.sampled_from(["Rescue", "rescue", ""]),
        st.sampled_from(["General", ""]),
        st.sampled_from(["Safe", ""]),
        st.sampled_from(["2021", "FY22"]),
        st.integers(-(10**12), 10**12),
    ),
    min_size=1,
    max_size=40,
)


def ledger_of(folder: Path, rows: list[tuple[Any, ...]]) -> Any:
    texts = ["Dept,Code,Program,Fund,Label,Year,Amount", *(",".join(map(str, row)) for row in rows)]
    (folder / "budget.csv").write_text("\n".join(texts), encoding="utf-8")
    return import_ledger(checked(mapping_of(MAPPING)), folder, jurisdiction_id="here").lines


def added_up(lines: list[dict[str, Any]]) -> dict[tuple[Any, ...], tuple[int, int]]:
    cents: Counter[tuple[Any, ...]] = Counter()
    count: Counter[tuple[Any, ...]] = Counter()
    for line in lines:
        key = tuple(line[name] for name in CUBE_KEYS)
        cents[key] += line["amount_cents"]
        count[key] += 1
    return {key: (cents[key], count[key]) for key in count}


def totals_of(cube: LedgerCube) -> dict[tuple[Any, ...], tuple[int, int]]:
    rows = cube.table.to_pylist()
    return {tuple(row[name] for name in CUBE_KEYS): (row["amount_cents"], row["lines"]) for row in rows}


@settings(max_examples=30, deadline=None)
@given(rows=ROWS)
def test_the_cube_is_what_adding_up_line_by_line_gives(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("budget")
    lines = ledger_of(folder, rows)
    expected = added_up(lines.to_pylist())
    assert totals_of(ledger_cube(lines)) == expected
    assert totals_of(ledger_cube(write_ledger(lines, folder))) == expected


def test_two_ledgers_together_give_the_sum_of_both(tmp_path):
    first = ledger_of(tmp_path, [("Fire", "1", "A", "", "", 2021, 5), ("Police", "2", "B", "", "", 2021, 7)])
    second = ledger_of(tmp_path, [("Police", "2", "B", "", "", 2021, 1), ("Parks", "3", "C", "", "x", 2022, 9)])
    together = ledger_cube([write_ledger(first, tmp_path), write_ledger(second, tmp_path)])
    assert totals_of(together) == added_up(first.to_pylist() + second.to_pylist())


def test_a_program_has_the_names_of_its_newest_year(tmp_path):
    rows = [("Fire", "01", "Rescue", "", "", 2021, 1), ("FIRE", "1", "RESCUE", "", "", 2022, 1)]
    (program,) = ledger_cube(ledger_of(tmp_path, rows)).programs.to_pylist()
    assert program == {
        "program_key": "fire.1.rescue", "department": "FIRE", "program_code": "1", "program": "RESCUE",
    }  # fmt: skip


def test_sums_beyond_64_bits_on_the_way_are_exact(tmp_path):
    lines = ledger_of(tmp_path, [("Fire", "1", "A", "", "", 2021, n) for n in range(6)])
    cents = [LARGEST, LARGEST, LARGEST, -LARGEST, -LARGEST, -1]
    lines = lines.set_column(lines.schema.get_field_index("amount_cents"), "amount_cents", pa.array(cents))
    lines = lines.set_column(lines.schema.get_field_index("flow"), "flow", pa.array(["revenue"] * 6))
    lines = lines.set_column(lines.schema.get_field_index("cell"), "cell", pa.array([0] * 6, pa.int32()))
    assert ledger_cube(lines).table["amount_cents"].to_pylist() == [LARGEST - 1]


def test_a_total_beyond_64_bits_is_refused_and_not_wrapped(tmp_path):
    rows = [("Fire", "1", "A", "", "", 2021, LARGEST // 100)] * 2
    with pytest.raises(BadInput) as refused:
        ledger_cube(ledger_of(tmp_path, rows))
    assert refused.value.code == "ledger-sum-too-large"
    assert refused.value.finding.params["amount"] == f"{2 * LARGEST:,}"


def test_equal_lines_give_an_equal_file_however_they_came(tmp_path):
    lines = ledger_of(tmp_path, [("Fire", n % 3, "A", "", "", 2021, n) for n in range(9)])
    whole = write_ledger(lines, tmp_path / "whole")
    cut = write_ledger(pa.concat_tables([lines.slice(0, 4), lines.slice(4)]), tmp_path / "cut")
    streamed = import_to_file(checked(mapping_of(MAPPING)), tmp_path, tmp_path / "streamed", jurisdiction_id="here")
    assert whole.read_bytes() == cut.read_bytes()
    assert streamed.path is not None
    assert streamed.path.read_bytes() == whole.read_bytes()


def test_the_first_line_of_each_cell_is_marked_once(tmp_path):
    rows = [
        ("Fire", "1", "A", "", "", 2021, 1),
        ("Fire", "1", "A", "", "", 2021, 2),
        ("Fire", "1", "B", "", "", 2021, 3),
    ]
    lines = ledger_of(tmp_path, rows)
    assert lines["cell"].to_pylist() == [0, 0, 1]
    assert lines["cell_start"].to_pylist() == [True, False, True]
