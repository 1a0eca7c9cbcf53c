"""``sharedsafety progress ...``: the right test for a series, the verdict and why; adopting an indicator."""

from __future__ import annotations

import argparse
import csv
import io
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from sharedsafety.cli.adopt import add_adopt_verb
from sharedsafety.cli.import_public import add_import_verb
from sharedsafety.cli.output import Outcome
from sharedsafety.core.errors import BadInput
from sharedsafety.core.text_in import text_of, text_of_standard_input
from sharedsafety.folder.cells import CellFault, cell_value, largest_number
from sharedsafety.folder.shape import Column
from sharedsafety.progress.breaks import split_at_breaks
from sharedsafety.progress.checks import check_indicators
from sharedsafety.progress.measured import in_order
from sharedsafety.progress.periods import parse_period
from sharedsafety.progress.results import Verdict
from sharedsafety.progress.series import Better, Break, Indicator, Observation
from sharedsafety.progress.xmr import XmrChart


def add_verbs(subparsers: Any) -> None:
    """Register the verbs of this chapter."""
    chapter = subparsers.add_parser("progress", help="whether a sign of safety changed, by more than chance")
    verbs = chapter.add_subparsers(metavar="VERB", required=True)
    verdict = verbs.add_parser("verdict", help="the right test for a series, the verdict and why")
    verdict.add_argument("series", metavar="SERIES.csv", help="period and value, or numerator and denominator")
    verdict.add_argument("--better", choices=("up", "down"), help="the direction that is better")
    verdict.add_argument("--per", type=scale, default=1.0, help="scale of a rate, such as 100000")
    verdict.add_argument("--seasonal", action="store_true", help="the months of a year differ by season")
    verdict.add_argument("--things", action="store_true", help="the counts are not of people")
    verdict.add_argument("--change", metavar="PERIOD", help="a dated change to look at, such as 2015-07")
    verdict.set_defaults(call=progress_verdict)
    add_adopt_verb(verbs)
    add_import_verb(verbs)


def scale(text: str) -> float:
    """Return the scale of a rate that was asked for on the command line, from 1 up to the largest number of a table.

    >>> scale("100000")
    100000.0
    """
    per = float(text)
    if not 1 <= per <= largest_number():
        raise ValueError(text)
    return per


def progress_verdict(args: argparse.Namespace) -> Outcome:
    """Return the verdict on a SERIES.csv file: one for everybody and one for each group, as they stand together."""
    from sharedsafety.progress.many_looks import standing

    rows = read_rows(args.series)
    groups = sorted({row.get("group") or "" for row in rows}) or [""]
    judged = [_judged(args, [row for row in rows if (row.get("group") or "") == group]) for group in groups]
    verdicts = standing([verdict for verdict, _ in judged])
    found = [
        _as_data(verdict, group, chart) for verdict, group, (_, chart) in zip(verdicts, groups, judged, strict=True)
    ]
    first, rest = found[0], found[1:]
    return Outcome(
        text="\n".join(_text(each) for each in found), data=first if not rest else {**first, "groups": found}
    )


def read_rows(path: str) -> list[dict[str, str]]:
    """Return the rows of a SERIES.csv file by column name; ``-`` reads standard input.

    Raises:
        Unreadable: the file is missing, empty or not text.
        BadInput: a column is missing or stands twice, a row is too long, or a quotation mark is never closed.
    """
    text = (text_of_standard_input(path) if path == "-" else text_of(Path(path), path))[0]
    try:
        header, *lines = csv.reader(
            io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter=_delimiter(text)
        )
    except (csv.Error, ValueError) as error:
        raise BadInput("not-a-table", file=path) from error
    columns = [name.strip().lower() for name in header]
    for name in ("period", "value" if "numerator" not in columns else "numerator"):
        if name not in columns:
            raise BadInput("series-column-missing", file=path, row=1, column_name=name)
    twice = next((name for name in columns if name and columns.count(name) > 1), None)
    if twice:
        raise BadInput("header-repeated", file=path, row=1, column=twice)
    return [_row(path, line, columns, cells) for line, cells in enumerate(lines, start=2) if any(cells)]


def _row(path: str, line: int, columns: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) > len(columns):
        raise BadInput("row-length", file=path, row=line, cells=len(cells), columns=len(columns))
    row = dict(zip(columns, (cell.strip() for cell in cells), strict=False)) | {"row": str(line)}
    try:
        parse_period(row.get("period", ""))
    except BadInput as error:
        raise BadInput(error.code, file=path, row=line, column="period", **error.finding.params) from error
    if row.get("better") not in {None, "", "up", "down"}:
        raise BadInput("not-on-list", file=path, row=line, column="better", value=row["better"], allowed="up, down")
    return row


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max((",", ";", "\t"), key=head.count)


def _judged(args: argparse.Namespace, rows: list[dict[str, str]]) -> tuple[Verdict, dict[str, Any]]:
    """Return the verdict on one series alone, and its chart: limits and labelled points."""
    from sharedsafety.progress.verdicts import cant_tell, chart_of, verdict_of

    indicator = _indicator(args, rows)
    observations = [_observation(args, row) for row in rows]
    _refuse_faults(args.series, indicator, observations)
    points = in_order(indicator, observations)
    breaks = [Break(period=row["period"], note=row["break"], source=args.series) for row in rows if row.get("break")]
    segments = split_at_breaks(points, breaks)
    change = parse_period(args.change) if args.change else None
    charts = [(segment, chart_of(indicator, segment)) for segment in segments]
    verdict = verdict_of(indicator, segments[-1], change=change) if segments else cant_tell("no_data")
    labels = [
        {"period": point.period.text, "label": label, "segment": segment.number, "code": point.released.code}
        for segment, chart in charts
        for point, label in zip(segment.points, _labels(segment.points, chart), strict=True)
    ]
    last = charts[-1][1] if charts else None
    limits = {"mean": last.mean, "lower": last.limits[0], "upper": last.limits[1]} if last else None
    return verdict, {"limits": limits, "points": labels}


def _as_data(verdict: Verdict, group: str, chart: dict[str, Any]) -> dict[str, Any]:
    body = asdict(verdict) | {"statistics": dict(verdict.statistics), "supporting": dict(verdict.supporting)}
    return {
        "method": verdict.method,
        **chart,
        "verdict": body.pop("state"),
        "flags": list(body.pop("flags")),
        "group": group,
        "why": body,
    }


def _refuse_faults(path: str, indicator: Indicator, observations: list[Observation]) -> None:
    """Raise every error of the rows: a denominator of 0, a period that stands twice, limits the wrong way round."""
    faults = check_indicators([indicator], observations)
    errors = [replace(fault, file=path) for fault in faults if fault.row is not None and fault.severity == "error"]
    if errors:
        raise BadInput.with_all(errors)


def _labels(points: tuple[Any, ...], chart: XmrChart | None) -> list[str]:
    labels = iter(chart.labels if chart else ())
    return [next(labels, "none") if point.tested else "none" for point in points]


def _indicator(args: argparse.Namespace, rows: list[dict[str, str]]) -> Indicator:
    counts = any(row.get("numerator") for row in rows)
    among = any(row.get("denominator") for row in rows)
    stated: dict[str, Better] = {"up": "up", "down": "down"}
    better = next((stated[row["better"]] for row in rows if row.get("better") in stated), args.better)
    unit = "ratio"
    if counts:
        unit = "count" if not among else "rate" if args.per != 1.0 else "proportion"
    return Indicator(
        id="series",
        name="series",
        plain_question="",
        principle=None,
        unit=unit,
        numerator="",
        denominator="",
        source={},
        better=better,
        per=args.per,
        seasonal=args.seasonal,
        people=counts and not args.things,
    )


def _observation(args: argparse.Namespace, row: dict[str, str]) -> Observation:
    quality = _number(args, row, "quality", kind="integer")
    return Observation(
        indicator_id="series",
        period=row["period"],
        quality=None if quality is None else int(quality),
        row=int(row["row"]),
        value=_number(args, row, "value"),
        numerator=_number(args, row, "numerator"),
        denominator=_number(args, row, "denominator"),
        low=_number(args, row, "low"),
        high=_number(args, row, "high"),
        design_effect=_number(args, row, "design_effect"),
        degrees_of_freedom=_number(args, row, "degrees_of_freedom"),
    )


def _number(args: argparse.Namespace, row: dict[str, str], name: str, *, kind: str = "number") -> float | None:
    text = row.get(name) or ""
    try:
        number: float | None = cell_value(text, Column(name=name, type=kind))
    except CellFault as error:
        raise BadInput("series-not-a-number", file=args.series, row=int(row["row"]), column=name, value=text) from error
    return number


def _text(found: dict[str, Any]) -> str:
    name = f"{found['group']}: " if found["group"] else ""
    flags = f" ({', '.join(found['flags'])})" if found["flags"] else ""
    why = found["why"]
    lines = [f"{name}{found['verdict'].replace('_', ' ')} - {found['method']}: {why['reason']}{flags}"]
    lines += [f"  needed: {why['needed']}"] if why["needed"] else []
    lines += [f"  {key} {value:.6g}" for key, value in why["statistics"].items()]
    lines += [f"  {point['period']}: {point['label']}" for point in found["points"] if point["label"] != "none"]
    return "\n".join(lines)
