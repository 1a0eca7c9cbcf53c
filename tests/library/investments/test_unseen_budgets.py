"""Whatever a publisher does to a file, the dollars in it come back, and nothing counts twice."""

import tempfile
from collections import defaultdict
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from tests.library.investments.random_budgets import RandomBudget, random_budgets

from sharedsafety.investments.ledger_file import import_to_file
from sharedsafety.investments.mapping_file import checked, mapping_of
from sharedsafety.investments.mapping_text import mapping_text
from sharedsafety.investments.proposed_mapping import proposed_mapping


@given(budget=random_budgets())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_the_true_total_of_a_file_never_seen_comes_back(budget: RandomBudget) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "adopted.csv").write_bytes(budget.content)
        found = proposed_mapping(folder / "adopted.csv")
        assert found.mapping is not None
        mapping = checked(mapping_of(mapping_text(found.mapping)))
        done = import_to_file(mapping, folder, folder, jurisdiction_id="x")
        assert [each.sentence() for each in done.findings if each.severity == "error"] == []
        sums: dict[int, int] = defaultdict(int)
        for total in done.totals:
            sums[total.fiscal_year] += total.cents
        assert dict(sums) == budget.cents
        again = import_to_file(mapping, folder, folder, jurisdiction_id="x")
        assert (again.path, again.totals) == (done.path, done.totals)
        assert len(list(folder.glob("*.parquet"))) == 1
