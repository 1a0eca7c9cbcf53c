"""Lines in the ledger's schema, made from rows of a published table, a column of amounts at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sharedsafety.investments.labels import Coded, combined, constant
from sharedsafety.investments.ledger_schema import LEDGER_COLUMNS, LINE_ID
from sharedsafety.investments.line_labels import program_labels, published_labels, relabelled
from sharedsafety.investments.line_rules import fitting
from sharedsafety.investments.mapping import Mapping as BudgetMapping
from sharedsafety.investments.mapping_rules import FlowRule, Rule
from sharedsafety.investments.published_rows import Rows
from sharedsafety.investments.reading_plan import AmountSpec

UNKNOWN_CHARACTER = "unknown"
#: Until every file is read: which department or fund must be loaded for the line's flow to hold.
RECEIVER = "receiver"
#: Besides the ledger's columns: the place in the mapping of the rule of each kind that fits the line.
RULES = ("relabel", "leave_out", "program_from")


def batch_schema() -> Any:
    """Return the Arrow schema of a batch: texts as dictionaries, plus the rules that fit."""
    import pyarrow as pa

    def arrow_type(name: str) -> Any:
        if name == "string":
            return pa.dictionary(pa.int32(), pa.string())
        return getattr(pa, name)()

    columns = [(name, arrow_type(kind)) for name, kind in LEDGER_COLUMNS.items() if name != LINE_ID]
    return pa.schema([*columns, *((name, pa.int16()) for name in RULES)])


def lines_of(
    rows: Rows, spec: AmountSpec, mapping: BudgetMapping, *, table: int, sign: int, jurisdiction_id: str
) -> Any:
    """Return one Arrow batch: the lines that one column of amounts gives.

    Args:
        table: number of the table in the mapping.
        sign: 1 where spending is published as positive, else -1.
    """
    import numpy as np
    import pyarrow as pa

    used = rows.take(_usable(rows, spec))
    amounts = used.amounts[spec.column]
    cents, count = amounts.cents * sign, len(used.numbers)
    labels, rules = _mended(published_labels(used, spec, mapping.department_names), mapping)
    keys, programs = program_labels(labels, mapping.program_from, rules["program_from"])
    phases = constant(spec.phase, count) if isinstance(spec.phase, str) else used.phases[spec.phase.column]
    years = used.years[spec.year.column] if spec.year else constant(spec.fiscal_year, count)
    rule = _rules_at(mapping.flow, fitting(labels, mapping.flow))
    character = _rules_at(mapping.character, fitting(labels, mapping.character))
    columns: dict[str, Any] = {
        **labels,
        "program": programs,
        "stated_label": labels["stated_label"].changed(lambda text: text or None),
        "program_key": keys,
        "jurisdiction_id": constant(jurisdiction_id, count),
        "phase": phases,
        "flow": combined([used.flow, rule, Coded((cents < 0).astype("int64"), (False, True))], _flow),
        "character": character.changed(lambda rule: rule.character if rule else UNKNOWN_CHARACTER),
        "doc_id": combined([years, phases], lambda year, phase: spec.document.format(fiscal_year=year, phase=phase)),
        "source_column": constant(spec.shown, count),
        RECEIVER: rule.changed(_receiver),
    }
    arrays = {name: column.as_arrow() for name, column in columns.items()}
    arrays |= {
        "fiscal_year": _numbers(years, pa.int16()),
        "amount_cents": pa.array(cents, pa.int64()),
        "rounded": pa.array(amounts.rounded),
        "source_row": pa.array(used.numbers, pa.int32()),
        "source_table": pa.array(np.full(count, table, dtype=np.int16)),
        "source_column_number": pa.array(np.full(count, spec.column + 1, dtype=np.int16)),
    }
    arrays |= {name: _numbers(rules[name], pa.int16()) for name in RULES}
    return pa.RecordBatch.from_arrays([arrays[name] for name in batch_schema().names], schema=batch_schema())


def _mended(labels: dict[str, Coded], mapping: BudgetMapping) -> tuple[dict[str, Coded], dict[str, Coded]]:
    """Return the labels as the mapping mends them, and the place of each kind's rule that fits."""
    mends = fitting(labels, mapping.relabel)
    labels = relabelled(labels, mapping.relabel, mends)
    leaves, splits = fitting(labels, mapping.leave_out), fitting(labels, mapping.program_from)
    return labels, {"relabel": mends, "leave_out": leaves, "program_from": splits}


def _usable(rows: Rows, spec: AmountSpec) -> Any:
    """Return the rows with an amount in this column whose year, phase and account type were understood."""
    usable = rows.amounts[spec.column].present & ~rows.flow.mask(lambda flow: flow is None)
    read = [rows.years[spec.year.column]] if spec.year else []
    read += [] if isinstance(spec.phase, str) else [rows.phases[spec.phase.column]]
    for column in read:
        usable = usable & ~column.mask(lambda value: value is None)
    return usable


def _rules_at(rules: Sequence[Rule], places: Coded) -> Coded:
    """Return for each line the rule at its place, or None."""
    return places.changed(lambda at: None if at is None else rules[at])


def _receiver(rule: FlowRule | None) -> str | None:
    """Return whom the rule names, as ``field=value``."""
    if rule is None or not (rule.receiver or rule.receiver_fund):
        return None
    return f"department={rule.receiver}" if rule.receiver else f"fund_code={rule.receiver_fund}"


def _flow(published: str, rule: FlowRule | None, negative: bool) -> str:
    """Return a line's flow; spending below zero corrects other spending (method.md 2.1)."""
    flow = rule.flow if rule and published == "expenditure" else published
    return "correction" if negative and flow == "expenditure" else flow


def _numbers(column: Coded, kind: Any) -> Any:
    import numpy as np
    import pyarrow as pa

    numbers = np.array([value or 0 for value in column.values], dtype=np.int64)[column.codes]
    return pa.array(numbers, kind, mask=column.mask(lambda value: value is None))
