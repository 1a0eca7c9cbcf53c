"""Lines in the ledger's schema, made from rows of a published table, a column of amounts at a time."""

from __future__ import annotations

from typing import Any

from sharedsafety.investments.labels import Coded, combined, constant
from sharedsafety.investments.ledger_schema import LEDGER_COLUMNS
from sharedsafety.investments.line_rules import fields_used, first_fitting
from sharedsafety.investments.mapping import LABELS, FlowRule
from sharedsafety.investments.mapping import Mapping as BudgetMapping
from sharedsafety.investments.program_keys import program_key
from sharedsafety.investments.published_rows import Rows
from sharedsafety.investments.reading_plan import AmountSpec

UNKNOWN_CHARACTER = "unknown"
#: Besides the ledger's columns: the department that must be loaded for the line's flow to hold.
RECEIVER = "receiver"


def batch_schema() -> Any:
    """Return the Arrow schema of a batch: texts as dictionaries, plus the receiver."""
    import pyarrow as pa

    def arrow_type(name: str) -> Any:
        if name == "string":
            return pa.dictionary(pa.int32(), pa.string())
        return getattr(pa, name)()

    columns = [(name, arrow_type(kind)) for name, kind in LEDGER_COLUMNS.items() if name != "line_id"]
    return pa.schema([("line_id", pa.string()), *columns, (RECEIVER, arrow_type("string"))])


def lines_of(
    rows: Rows, spec: AmountSpec, mapping: BudgetMapping, *, table: int, sign: int, jurisdiction_id: str
) -> Any:
    """Return one Arrow batch: the lines that one column of amounts gives.

    Args:
        table: number of the table in the mapping, part of each line's identifier.
        sign: 1 where spending is published as positive, else -1.
    """
    import pyarrow as pa

    used = rows.take(_usable(rows, spec))
    amounts = used.amounts[spec.column]
    cents, count = amounts.cents * sign, len(used.numbers)
    labels = _labels(used, spec, mapping, count)
    years = used.years[spec.year.column] if spec.year else constant(spec.fiscal_year, count)
    rule = _fitting(labels, mapping.flow)
    flow = combined([used.flow, rule, Coded((cents < 0).astype("int64"), (False, True))], _flow)
    columns: dict[str, Any] = {
        **labels,
        "program_key": combined([labels[name] for name in ("department", "program_code", "program")], program_key),
        "jurisdiction_id": constant(jurisdiction_id, count),
        "phase": constant(spec.phase, count),
        "flow": flow,
        "character": _fitting(labels, mapping.character).changed(
            lambda rule: rule.character if rule else UNKNOWN_CHARACTER
        ),
        "doc_id": years.changed(lambda year: spec.document.format(fiscal_year=year, phase=spec.phase)),
        "source_column": constant(spec.shown, count),
        RECEIVER: rule.changed(lambda rule: rule.receiver if rule else None),
    }
    arrays = {name: column.as_arrow() for name, column in columns.items()}
    arrays |= {
        "line_id": _line_ids(arrays["doc_id"], used.numbers, table, spec.column),
        "fiscal_year": _numbers(years, pa.int16()),
        "amount_cents": pa.array(cents, pa.int64()),
        "rounded": pa.array(amounts.rounded),
        "source_row": pa.array(used.numbers, pa.int32()),
    }
    return pa.RecordBatch.from_arrays([arrays[name] for name in batch_schema().names], schema=batch_schema())


def _usable(rows: Rows, spec: AmountSpec) -> Any:
    """Return the rows with an amount in this column whose year and account type were understood."""
    usable = rows.amounts[spec.column].present & ~rows.flow.mask(lambda flow: flow is None)
    return usable & ~rows.years[spec.year.column].mask(lambda year: year is None) if spec.year else usable


def _labels(rows: Rows, spec: AmountSpec, mapping: BudgetMapping, count: int) -> dict[str, Coded]:
    found = dict(rows.labels)
    for name, text in spec.labels.items():
        found[name] = constant(mapping.department_names.get(text, text) if name == "department" else text, count)
    labels = {name: found.get(name) or constant("", count) for name in LABELS}
    if not any(labels["fund_code"].values):  # a publisher without fund codes: the name is the code
        labels["fund_code"] = labels["fund"]
    labels["stated_label"] = labels["stated_label"].changed(lambda text: text or None)
    return labels


def _fitting(labels: dict[str, Coded], rules: Any) -> Coded:
    """Return for each line the first rule that fits, or None."""
    names = fields_used(rules)
    if not names:
        return constant(None, len(labels["department"].codes))
    return combined([labels[name] for name in names],
                    lambda *texts: first_fitting(rules, dict(zip(names, texts, strict=True))))  # fmt: skip


def _flow(published: str, rule: FlowRule | None, negative: bool) -> str:
    """Return a line's flow; spending below zero corrects other spending (method.md 2.1)."""
    flow = rule.flow if rule and published == "expenditure" else published
    return "correction" if negative and flow == "expenditure" else flow


def _numbers(column: Coded, kind: Any) -> Any:
    import numpy as np
    import pyarrow as pa

    return pa.array(np.array([value or 0 for value in column.values], dtype=np.int64)[column.codes], kind)


def _line_ids(documents: Any, rows: Any, table: int, column: int) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    place = f".{column + 1}"
    numbers = pa.array(rows).cast(pa.string())
    return pc.binary_join_element_wise(documents.cast(pa.string()), f":{table}.", numbers, place, "")
