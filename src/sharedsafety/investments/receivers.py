"""Money that one department hands to another counts once: at the receiver, where the receiver is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sharedsafety.core.findings import Finding
from sharedsafety.investments.document_totals import document_totals
from sharedsafety.investments.ledger_lines import RECEIVER
from sharedsafety.investments.mapping import Mapping


class Receivers:
    """Holds back the lines that depend on a receiver until every file is read (method.md 2.4, rule 1)."""

    def __init__(self, mapping: Mapping) -> None:
        self._wanted = frozenset(rule.receiver for rule in mapping.flow if rule.receiver)
        self._loaded: set[tuple[int, str, str]] = set()
        self._held: list[Any] = []

    def settled_part(self, batch: Any) -> Any:
        """Return the lines whose flow is settled; the others wait."""
        import pyarrow.compute as pc

        if not self._wanted:
            return batch
        self._note_departments(batch)
        waits = pc.is_valid(batch.column(RECEIVER))
        if pc.any(waits, min_count=0).as_py():
            self._held.append(batch.filter(waits))
        return batch.filter(pc.invert(waits))

    def rest(self) -> Iterator[tuple[Any, Finding]]:
        """Yield the lines that waited, with their final flow, and what was decided."""
        import pyarrow as pa

        held = pa.Table.from_batches(self._held).cast(_plain_schema(self._held[0].schema)) if self._held else None
        for year, phase, receiver in _groups(held):
            lines = _of_group(held, year, phase, receiver)
            loaded = (year, phase, receiver) in self._loaded
            lines = lines if loaded else _as_spending(lines)
            yield _batch(lines, self._held[0].schema), _finding(lines, year, phase, receiver, loaded=loaded)

    def _note_departments(self, batch: Any) -> None:
        import pyarrow as pa

        names = pa.table({name: batch.column(name).cast(pa.string()) for name in ("phase", "department")})
        names = names.append_column("fiscal_year", batch.column("fiscal_year"))
        found = names.group_by(["fiscal_year", "phase", "department"]).aggregate([]).to_pylist()
        self._loaded |= {
            (row["fiscal_year"], row["phase"], row["department"]) for row in found if row["department"] in self._wanted
        }


def _groups(held: Any) -> list[tuple[int, str, str]]:
    if held is None:
        return []
    rows = held.select(["fiscal_year", "phase", RECEIVER]).to_pylist()
    return sorted({(row["fiscal_year"], row["phase"], row[RECEIVER]) for row in rows})


def _of_group(held: Any, year: int, phase: str, receiver: str) -> Any:
    import pyarrow.compute as pc

    fits = pc.and_(pc.equal(held["fiscal_year"], year), pc.equal(held["phase"], phase))
    return held.filter(pc.and_(fits, pc.equal(held[RECEIVER], receiver)))


def _as_spending(lines: Any) -> Any:
    """Return the lines as spending: nobody else in the ledger shows this money."""
    import pyarrow as pa
    import pyarrow.compute as pc

    flow = pc.if_else(pc.less(lines["amount_cents"], 0), "correction", "expenditure").cast(pa.string())
    return lines.set_column(lines.schema.get_field_index("flow"), "flow", flow)


def _finding(lines: Any, year: int, phase: str, receiver: str, *, loaded: bool) -> Finding:
    cents = sum(total.cents for total in document_totals(lines))
    return Finding(
        code="ledger-receiver-loaded" if loaded else "ledger-receiver-not-loaded",
        params={"receiver": receiver, "fiscal_year": year, "phase": phase, "amount": f"{cents / 100:,.2f}"},
    )


def _plain_schema(schema: Any) -> Any:
    import pyarrow as pa

    return pa.schema([(f.name, pa.string() if pa.types.is_dictionary(f.type) else f.type) for f in schema])


def _batch(lines: Any, schema: Any) -> Any:
    import pyarrow as pa

    arrays = []
    for field in schema:
        column = lines.column(field.name).combine_chunks()
        encode = pa.types.is_dictionary(field.type)
        arrays.append(column.dictionary_encode().cast(field.type) if encode else column)
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
