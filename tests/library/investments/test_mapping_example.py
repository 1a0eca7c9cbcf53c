"""The example of docs/reference/budget-mapping.md does what the page says."""

import re
from pathlib import Path

from sharedsafety.investments.ledger import import_ledger
from sharedsafety.investments.mapping_file import checked, mapping_of

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "budget-mapping.md"


def block(kind: str) -> str:
    found = re.search(rf"```{kind}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def test_the_documented_example_gives_the_four_lines_it_promises(tmp_path):
    (tmp_path / "ledger").mkdir()
    (tmp_path / "ledger" / "city.csv").write_text(block("csv"), encoding="utf-8")
    done = import_ledger(checked(mapping_of(block("yaml"))), tmp_path, jurisdiction_id="city")
    lines = {
        (row["program_key"], row["fiscal_year"], row["flow"], row["amount_cents"]) for row in done.lines.to_pylist()
    }
    assert lines == {
        ("bureau-of-sanitation.701.street-cleaning", 2021, "expenditure", 120000),
        ("bureau-of-sanitation.701.street-cleaning", 2022, "expenditure", 130000),
        ("appropriation-to-library", 2021, "transfer_out", 50000),
        ("library", 2021, "expenditure", 50000),
    }
    assert [finding.code for finding in done.findings] == ["ledger-total-row", "ledger-receiver-loaded"]
