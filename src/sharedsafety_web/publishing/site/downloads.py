"""The open data of a site: the whole assessment as JSON, and every table as CSV."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import StringIO
from typing import Any

from sharedsafety.core.figure import Figure
from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.json_out import assessment_json

Row = Mapping[str, Any]


def files(assessment: Assessment) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the open data as (path, content); made-up data says "example" in each."""
    mark = assessment.profile.provenance
    yield "data/assessment.json", assessment_json(assessment).encode("utf-8")
    for name, rows in tables(assessment).items():
        yield f"data/{name}.csv", _csv(rows, mark)


def tables(assessment: Assessment) -> Mapping[str, list[Row]]:
    """Return every table by its name."""
    names = list(dict.fromkeys(name for view in assessment.money.views for name in view.tables))
    found = {name: list(_money_rows(assessment, name)) for name in names}
    makers: Mapping[str, Callable[[Assessment], Iterable[Row]]] = {
        "changes": _changes,
        "programs": _programs,
        "coding": _coding,
        "lines": _lines,
        "priorities": _priorities,
        "indicators": _indicators,
        "series": _series,
        "documents": _documents,
        "cant_tell": _cant_tell,
    }
    return {**found, **{name: list(make(assessment)) for name, make in makers.items()}}


def _csv(rows: list[Row], provenance: str) -> bytes:
    out = StringIO()
    columns = [*(rows[0] if rows else ()), "provenance"]
    writer = csv.DictWriter(out, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({**{key: _cell(value) for key, value in row.items()}, "provenance": provenance} for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _cell(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def _figure(prefix: str, figure: Figure | None) -> Row:
    """Return the columns of a figure; a "can't tell" leaves its numbers empty and says why."""
    return {
        prefix: figure.value if figure else None,
        f"{prefix}_low": figure.low if figure else None,
        f"{prefix}_high": figure.high if figure else None,
        f"{prefix}_interval": figure.interval if figure else None,
        f"{prefix}_why": figure.why if figure else None,
    }


def _money_rows(assessment: Assessment, name: str) -> Iterator[Row]:
    for view in assessment.money.views:
        for row in view.tables.get(name, ()):
            yield {
                "fiscal_year": view.fiscal_year,
                "phase": view.phase,
                "code": row.code,
                "name": row.name or "",
                **_figure("amount_usd", row.amount),
                **_figure("share", row.share),
                "share_of": row.share.denominator or "",
            }


def _changes(assessment: Assessment) -> Iterator[Row]:
    for change in assessment.money.changes:
        years = {"start_year": change.start_year, "end_year": change.end_year, "phase": change.phase}
        for row in (*change.rows, *change.additions, *change.cuts):
            figures = {**_figure("before_usd", row.before), **_figure("after_usd", row.after)}
            more = {**_figure("change_usd", row.change), **_figure("marginal_share", row.marginal_share)}
            yield {**years, "deflated": change.deflated, "code": row.code, **figures, **more}


def _programs(assessment: Assessment) -> Iterator[Row]:
    for program in assessment.programs:
        for amount in program.amounts:
            yield {
                "program_key": program.program_key,
                "name": program.name,
                "department": program.department,
                "fiscal_year": amount.fiscal_year,
                "phase": amount.phase,
                "amount_usd": amount.amount_usd,
                "lines": amount.lines,
                "rounded_lines": amount.rounded_lines,
            }


def _coding(assessment: Assessment) -> Iterator[Row]:
    for program in assessment.programs:
        for coded in program.coding:
            yield {
                "program_key": program.program_key,
                "category": coded.category,
                "share": float(coded.share),
                "low": float(coded.low) if coded.low is not None else None,
                "high": float(coded.high) if coded.high is not None else None,
                "basis": coded.basis,
                "coder": coded.coder,
                "status": coded.status,
                "note": coded.note,
            }


def _lines(assessment: Assessment) -> Iterator[Row]:
    for program in assessment.programs:
        for line in program.lines:
            yield {
                "program_key": program.program_key,
                "fiscal_year": line.fiscal_year,
                "phase": line.phase,
                "object": line.object,
                "fund_code": line.fund_code,
                "fund": line.fund,
                "amount_usd": line.amount_usd,
                "flow": line.flow,
                "rounded": line.rounded,
                "doc_id": line.doc_id,
                "source_row": line.source_row,
                "source_column": line.source_column,
            }


def _priorities(assessment: Assessment) -> Iterator[Row]:
    for result in assessment.priorities:
        stated, money = result.stated, result.money
        yield {
            "id": stated.id,
            "title": stated.title,
            "principle": stated.principle,
            "statement_kind": stated.statement_kind,
            "adopted_on": stated.adopted_on,
            "source": stated.source,
            **_figure("amount_usd", money.amount),
            **_figure("added_since_adoption_usd", money.added_since_adoption),
            **_figure("already_there_usd", money.already_there),
            **{f"lamp_{lamp.name}": lamp.state for lamp in money.lamps},
        }


def _indicators(assessment: Assessment) -> Iterator[Row]:
    by_id = {one.id: one for one in assessment.indicators}
    for result in assessment.results:
        indicator = by_id[result.indicator_id]
        yield {
            "id": indicator.id,
            "name": indicator.name,
            "principle": indicator.principle,
            "unit": indicator.unit,
            "per": indicator.per,
            "state": result.verdict.state,
            "method": result.verdict.method,
            "reason": result.verdict.reason,
            "source": indicator.source.get("title", ""),
        }


def _series(assessment: Assessment) -> Iterator[Row]:
    for result in assessment.results:
        for point in result.points:
            figure = point.figure if point.display != "not_shown" else None
            yield {
                "id": result.indicator_id,
                "period": point.period,
                "display": point.display,
                "code": point.code,
                **_figure("value", figure),
            }


def _documents(assessment: Assessment) -> Iterator[Row]:
    for result in assessment.documents:
        document = result.document
        yield {
            "doc_id": document.doc_id,
            "title": document.title,
            "fiscal_year": document.fiscal_year,
            "phase": document.phase,
            "publisher": document.publisher,
            "licence": document.licence,
            "source": document.source,
            "sha256": document.sha256,
            "status": result.status,
            **_figure("loaded_usd", result.loaded),
            **_figure("printed_usd", result.control),
        }


def _cant_tell(assessment: Assessment) -> Iterator[Row]:
    for one in assessment.cant_tell:
        yield {
            "about_kind": one.about_kind,
            "about_id": one.about_id,
            "what": one.what,
            "reason": one.reason,
            "needed": one.needed,
            "file": one.file,
        }
