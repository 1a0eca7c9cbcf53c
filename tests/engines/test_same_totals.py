"""The same ledger gives the same cube on every engine, to the cent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from sharedsafety.core.errors import BadInput
from sharedsafety.investments.cube import ledger_cube
from sharedsafety.investments.ledger import import_ledger
from sharedsafety.investments.ledger_file import import_to_file
from sharedsafety.investments.mapping_file import read_mapping

EXAMPLES = Path(__file__).parents[2] / "examples"
ENGINES = [pytest.param(name, marks=getattr(pytest.mark, name)) for name in ("postgres", "spark")]
BUDGETS = ("example-county", "san-joaquin", "los-angeles")


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


@pytest.fixture(scope="session")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    space, made = tmp_path_factory.mktemp("ledgers"), {}
    for name in BUDGETS:
        mapping, faults = read_mapping(EXAMPLES / name / "budget" / "mapping.yaml", shown_as="budget/mapping.yaml")
        assert mapping is not None, faults
        made[name] = space / f"{name}.parquet"
        assert import_to_file(mapping, EXAMPLES / name / "budget", made[name], jurisdiction_id=name).totals
    return made


def same(first: Any, second: Any) -> bool:
    return bool(first.table.equals(second.table) and first.programs.equals(second.programs))


@pytest.mark.parametrize("engine", ENGINES, indirect=True)
@pytest.mark.parametrize("name", BUDGETS)
def test_a_real_budget_gives_the_same_cube(engine: str, name: str, ledgers: dict[str, Path]) -> None:
    assert same(ledger_cube(ledgers[name], engine=engine), ledger_cube(ledgers[name]))


@pytest.mark.parametrize("engine", ENGINES, indirect=True)
def test_several_ledgers_together_give_the_same_cube(engine: str, ledgers: dict[str, Path]) -> None:
    all_of_them = [ledgers[name] for name in BUDGETS]
    assert same(ledger_cube(all_of_them, engine=engine), ledger_cube(all_of_them))


@pytest.mark.parametrize("engine", ENGINES, indirect=True)
def test_a_ledger_in_memory_with_a_line_changed_gives_another_cube(engine: str) -> None:
    root = EXAMPLES / "example-county" / "budget"
    mapping, _ = read_mapping(root / "mapping.yaml", shown_as="budget/mapping.yaml")
    assert mapping is not None
    lines = import_ledger(mapping, root, jurisdiction_id="here").lines
    cents = lines["amount_cents"].to_pylist()
    place = lines.schema.get_field_index("amount_cents")
    changed = lines.set_column(place, "amount_cents", pa.array([cents[0] + 1, *cents[1:]], pa.int64()))
    found = ledger_cube(changed, engine=engine)
    assert same(found, ledger_cube(changed))
    assert not same(found, ledger_cube(lines))


@pytest.mark.postgres
def test_nothing_stays_behind_in_the_database(postgres: str, ledgers: dict[str, Path]) -> None:
    import ibis

    ledger_cube(ledgers["example-county"], engine=postgres)
    assert ibis.connect(postgres).list_tables() == []


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("engine", "code"), [("postgres://me:secret@127.0.0.1:1/x", "engine-unreachable"), ("oracle", "ledger-engine")]
)
def test_an_engine_that_does_not_answer_is_told_without_its_password(
    engine: str, code: str, ledgers: dict[str, Path]
) -> None:
    with pytest.raises(BadInput) as refused:
        ledger_cube(ledgers["example-county"], engine=engine)
    assert refused.value.code == code
    assert "secret" not in str(refused.value)
