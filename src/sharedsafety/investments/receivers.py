"""Money that one department hands to another counts once: at the receiver, where the receiver is loaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sharedsafety.core.findings import Finding
from sharedsafety.investments.document_totals import document_totals
from sharedsafety.investments.ledger_lines import RECEIVER
from sharedsafety.investments.mapping import Mapping

_Group = tuple[int, str, str]


class Receivers:
    """Holds back the lines that depend on a receiver until every file is read (method.md 2.4, rule 1).

    A receiver is a department or a fund, written ``field=value`` until then.
    """

    def __init__(self, mapping: Mapping) -> None:
        departments = {rule.receiver for rule in mapping.flow if rule.receiver}
        funds = {rule.receiver_fund for rule in mapping.flow if rule.receiver_fund}
        self._wanted = {"department": departments, "fund_code": funds}
        self._loaded: dict[_Group, str] = {}
        self._held: list[Any] = []
        self._decided: dict[tuple[str, bool], list[str]] = defaultdict(list)

    def settled_part(self, batch: Any) -> Any:
        """Return the lines whose flow is settled; the others wait."""
        import pyarrow.compute as pc

        if not any(self._wanted.values()):
            return batch
        waits = pc.is_valid(batch.column(RECEIVER))
        settled = batch.filter(pc.invert(waits))
        self._note_loaded(settled)
        if pc.any(waits, min_count=0).as_py():
            self._held.append(batch.filter(waits))
        return settled

    def rest(self) -> Iterator[Any]:
        """Yield the lines that waited, with their final flow and receiver."""
        import pyarrow as pa

        held = pa.Table.from_batches(self._held).cast(_plain_schema(self._held[0].schema)) if self._held else None
        for year, phase, receiver in _groups(held):
            lines = _of_group(held, year, phase, receiver)
            name = self._loaded.get((year, phase, receiver))
            said = f"{phase} {year}: {_cents(lines) / 100:,.2f}"
            self._decided[name or receiver.partition("=")[2], name is not None].append(said)
            lines = _as_spending(lines) if name is None else lines
            yield _batch(_with_receiver(lines, name), self._held[0].schema)

    def findings(self) -> Iterator[Finding]:
        """Yield what was decided for each receiver, once ``rest`` is done."""
        for (name, loaded), amounts in sorted(self._decided.items()):
            code = "ledger-receiver-loaded" if loaded else "ledger-receiver-not-loaded"
            yield Finding(code=code, params={"receiver": name, "amounts": "; ".join(amounts)})

    def _note_loaded(self, batch: Any) -> None:
        import pyarrow as pa

        for field, wanted in self._wanted.items():
            if not wanted:
                continue
            name = "fund" if field == "fund_code" else field
            columns = {each: batch.column(each).cast(pa.string()) for each in {"phase", field, name}}
            columns["fiscal_year"] = batch.column("fiscal_year")
            keys = list(columns)
            for row in pa.table(columns).group_by(keys).aggregate([]).to_pylist():
                if row[field] in wanted:
                    key = (row["fiscal_year"], row["phase"], f"{field}={row[field]}")
                    shown = row[name] or row[field]
                    self._loaded[key] = min(self._loaded.get(key, shown), shown)


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


def _cents(lines: Any) -> int:
    return sum(total.cents for total in document_totals(lines))


def _with_receiver(lines: Any, name: str | None) -> Any:
    import pyarrow as pa

    names = pa.array([name] * lines.num_rows, pa.string())
    return lines.set_column(lines.schema.get_field_index(RECEIVER), RECEIVER, names)


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
