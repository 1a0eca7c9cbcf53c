"""Every table of an assessment as rows, by its name: what the CSV files of a result and of a site hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.framework_tables import FRAMEWORK_TABLES
from sharedsafety.folder.json_out import field_names
from sharedsafety.folder.shape import folder_shape
from sharedsafety.progress.matrix import scorecard_matrix
from sharedsafety.report.age_tables import age_table
from sharedsafety.report.tables import (
    Row,
    agreement_table,
    change_table,
    csv_bytes,
    figure_row,
    groups_table,
    lamps_table,
    matrix_table_row,
    outturn_table,
    priority_table,
    programs_table,
    series_table,
    shifted_table,
    totals_table,
    years_table,
)


def table_files(assessment: Assessment) -> Iterator[tuple[str, bytes]]:
    """Yield every table as (file name, CSV bytes); each row says whether it is real or an example."""
    provenance = assessment.profile.provenance
    for name, rows in assessment_tables(assessment).items():
        yield f"{name}.csv", csv_bytes([{**row, "provenance": provenance} for row in rows])


def assessment_tables(assessment: Assessment) -> Mapping[str, tuple[Row, ...]]:
    """Return every table that has rows, by its name."""
    views = assessment.money.views
    names = sorted({name for view in views for name in view.tables})
    found = {f"money_{name}": years_table(name, views) for name in names}
    found |= {name: tuple(make(assessment)) for name, make in _TABLES.items()}
    return {name: rows for name, rows in found.items() if rows}


def _totals(assessment: Assessment) -> Iterator[Row]:
    for view in assessment.money.views:
        yield from totals_table(view)


def _changes(assessment: Assessment) -> Iterator[Row]:
    for change in assessment.money.changes:
        yield from change_table(change)


def _outturns(assessment: Assessment) -> Iterator[Row]:
    yield from outturn_table(assessment.money.outturns)


def _shifted_out(assessment: Assessment) -> Iterator[Row]:
    yield from shifted_table(assessment.money.outturns)


def _agreements(assessment: Assessment) -> Iterator[Row]:
    titles = {each.stated.id: each.stated.title for each in assessment.priorities}
    yield from agreement_table(assessment.money.agreements, titles)


def _priorities(assessment: Assessment) -> Iterator[Row]:
    for result in assessment.priorities:
        yield from priority_table(result.stated, result.money)


def _priority_programs(assessment: Assessment) -> Iterator[Row]:
    for result in assessment.priorities:
        yield from programs_table(result.stated, result.money)


def _lamps(assessment: Assessment) -> Iterator[Row]:
    for result in assessment.priorities:
        yield from lamps_table(result.stated, result.money)


def _verdicts(assessment: Assessment) -> Iterator[Row]:
    known = {indicator.id: indicator for indicator in assessment.indicators}
    for result in assessment.results:
        indicator, verdict = known[result.indicator_id], result.verdict
        yield {
            "indicator": indicator.id,
            "name": indicator.name,
            "principle": indicator.principle,
            "unit": indicator.unit,
            "per": indicator.per,
            "state": verdict.state,
            "method": verdict.method,
            "reason": verdict.reason,
            "first": verdict.first,
            "last": verdict.last,
            "p": verdict.p,
            "flags": " ".join(verdict.flags),
            "needed": verdict.needed,
            "stale": result.stale,
            "source": indicator.source.get("title", ""),
            "licence": indicator.source.get("licence", ""),
        }


def _scorecard(assessment: Assessment) -> Iterator[Row]:
    known = {indicator.id: indicator for indicator in assessment.indicators}
    for row in scorecard_matrix(assessment.indicators, assessment.results):
        yield matrix_table_row(row, known[row.indicator_id])


def _series(assessment: Assessment) -> Iterator[Row]:
    for result in assessment.results:
        yield from series_table(result)


def _groups(assessment: Assessment) -> Iterator[Row]:
    for result in assessment.results:
        yield from groups_table(result)


def _age_adjusted(assessment: Assessment) -> Iterator[Row]:
    standards = {indicator.id: indicator.standard_population for indicator in assessment.indicators}
    for result in assessment.results:
        yield from age_table(result, standards[result.indicator_id])


def _programs(assessment: Assessment) -> Iterator[Row]:
    for program in assessment.programs:
        labels = {"program_key": program.program_key, "department": program.department, "program": program.name}
        for amount in program.amounts:
            yield {**labels, **_flat(amount)}


def _coding(assessment: Assessment) -> Iterator[Row]:
    for program in assessment.programs:
        for coded in program.coding:
            row = {name: value for name, value in _flat(coded).items() if name != "row"}
            markers = ";".join(f"{code}:{weight:g}" for code, weight in sorted(coded.markers.items()))
            yield {**row, **{name: _decimal(row[name]) for name in ("share", "low", "high")}, "markers": markers}


def _lines(assessment: Assessment) -> Iterator[Row]:
    for program in assessment.programs:
        for line in program.lines:
            yield {"program_key": program.program_key, **_flat(line)}


def _documents(assessment: Assessment) -> Iterator[Row]:
    for result in assessment.documents:
        document = result.document
        yield {
            "doc_id": document.doc_id,
            "fiscal_year": document.fiscal_year,
            "phase": document.phase,
            "title": document.title,
            "publisher": document.publisher,
            "licence": document.licence,
            "source": document.source,
            "sha256": document.sha256,
            "retrieved_on": document.retrieved_on,
            "loaded_usd": result.loaded.value,
            "printed_usd": result.control.value,
            "difference_usd": result.difference.value,
            "difference_share": result.difference_share.value,
            "status": result.status,
            "lines": result.lines,
            "rejected_rows": result.rejected_rows,
        }


def _funds(assessment: Assessment) -> Iterator[Row]:
    yield from _without_row(assessment.funds)


def _cant_tell(assessment: Assessment) -> Iterator[Row]:
    for each in assessment.cant_tell:
        yield {**_flat(each), "requests": " ".join(each.requests)}


def _requests(assessment: Assessment) -> Iterator[Row]:
    columns = [column.name for column in folder_shape().table("requests.csv").columns if column.name != "answer"]
    for result in assessment.requests:
        request = {name: getattr(result.request, name) for name in columns}
        questions = sum(result.request.id in each.requests for each in assessment.cant_tell)
        yield {**request, "state": result.state, "days": result.days, "questions": questions}


def _without_row(values: Sequence[Any]) -> Iterator[Row]:
    for each in values:
        yield {name: value for name, value in _flat(each).items() if name != "row"}


def _candidates(assessment: Assessment) -> Iterator[Row]:
    for result in assessment.candidates:
        row = {name: value for name, value in _flat(result).items() if name not in {"votes", "requests"}}
        for vote in result.votes:
            row[f"{vote.question}_on"] = vote.on
            row[f"{vote.question}_people"] = vote.said_yes.value if vote.said_yes else None
            row[f"{vote.question}_of_people"] = vote.people.value if vote.people else None
            row[f"{vote.question}_code"] = vote.code
        yield {**dict.fromkeys(_VOTES), **row, "requests": " ".join(one.request.id for one in result.requests)}


def _coverage(assessment: Assessment) -> Iterator[Row]:
    coverage = assessment.money.coverage
    counts = {name: value for name, value in _flat(coverage).items() if isinstance(value, int)}
    yield from ({"measure": name, "value": value} for name, value in counts.items())
    for name in ("together_once", "added_since_adoption"):
        yield {"measure": name, "value": figure_row(getattr(coverage, name))["value"]}


def _neighbours(assessment: Assessment) -> Iterator[Row]:
    yield from assessment.neighbours


def _flat(result: Any) -> Row:
    """Return the fields of a result as one row; nothing is copied, for there are tens of thousands of lines."""
    return {name: getattr(result, name) for name in field_names(type(result)) or ()}


def _decimal(value: Any) -> float | None:
    return None if value is None else float(value)


#: Every vote has these columns, whether it was held or not.
_VOTES = [f"{question}_{part}" for question in ("useful", "understood", "chosen")
          for part in ("on", "people", "of_people", "code")]  # fmt: skip


def _another_number(assessment: Assessment) -> Iterator[Row]:
    for each in assessment.differences:
        for row in each.rows:
            yield {
                "pair": each.pair,
                "table": row.table,
                "code": row.code,
                "first_share": row.first.value,
                "second_share": row.second.value,
                "programs": " ".join(program.program_key for program in row.programs),
            }


def _flow(assessment: Assessment) -> Iterator[Row]:
    for link in assessment.flow:
        yield {"step": link.step, "source": link.source, "target": link.target, "amount_usd": link.amount.value}


_TABLES: Mapping[str, Callable[[Assessment], Iterator[Row]]] = {
    "totals": _totals,
    "changes": _changes,
    "outturns": _outturns,
    "shifted_out": _shifted_out,
    "agreements": _agreements,
    "another_number": _another_number,
    "flow": _flow,
    "priorities": _priorities,
    "priority_programs": _priority_programs,
    "lamps": _lamps,
    "coverage": _coverage,
    "verdicts": _verdicts,
    "scorecard": _scorecard,
    "series": _series,
    "groups": _groups,
    "age_adjusted": _age_adjusted,
    "programs": _programs,
    "coding": _coding,
    "lines": _lines,
    "documents": _documents,
    "funds": _funds,
    "cant_tell": _cant_tell,
    "requests": _requests,
    "department_checks": lambda assessment: _without_row(assessment.department_checks),
    "replies": lambda assessment: _without_row(assessment.replies),
    "mandates": lambda assessment: _without_row(assessment.mandates),
    "neighbours": _neighbours,
    **FRAMEWORK_TABLES,
    "candidates": _candidates,
}
