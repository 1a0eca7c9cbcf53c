"""``sharedsafety progress verdict``: the right test for a series, the verdict and why."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sharedsafety.cli.output import Outcome
from sharedsafety.core.errors import BadInput, Unreadable
from sharedsafety.progress.breaks import split_at_breaks
from sharedsafety.progress.measured import in_order
from sharedsafety.progress.periods import parse_period
from sharedsafety.progress.series import Better, Break, Indicator, Observation
from sharedsafety.progress.xmr import XmrChart


def add_verbs(subparsers: Any) -> None:
    """Register the verbs of this chapter."""
    chapter = subparsers.add_parser("progress", help="whether a sign of safety changed, by more than chance")
    verbs = chapter.add_subparsers(metavar="VERB", required=True)
    verdict = verbs.add_parser("verdict", help="the right test for a series, the verdict and why")
    verdict.add_argument("series", metavar="SERIES.csv", help="period and value, or numerator and denominator")
    verdict.add_argument("--better", choices=("up", "down"), help="the direction that is better")
    verdict.add_argument("--per", type=float, default=1.0, help="scale of a rate, such as 100000")
    verdict.add_argument("--seasonal", action="store_true", help="the months of a year differ by season")
    verdict.add_argument("--things", action="store_true", help="the counts are not of people")
    verdict.add_argument("--change", metavar="PERIOD", help="a dated change to look at, such as 2015-07")
    verdict.set_defaults(call=progress_verdict)


def progress_verdict(args: argparse.Namespace) -> Outcome:
    """Return the verdict on a SERIES.csv file: one for everybody and one for each group."""
    rows = read_rows(args.series)
    groups = sorted({row.get("group") or "" for row in rows}) or [""]
    found = [_verdict(args, [row for row in rows if (row.get("group") or "") == group], group) for group in groups]
    first, rest = found[0], found[1:]
    return Outcome(
        text="\n".join(_text(each) for each in found), data=first if not rest else {**first, "groups": found}
    )


def read_rows(path: str) -> list[dict[str, str]]:
    """Return the rows of a SERIES.csv file by column name; ``-`` reads standard input.

    Raises:
        Unreadable: ``file-missing``.
        BadInput: ``series-column-missing``.
    """
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Unreadable("file-missing", file=path) from error
    except UnicodeDecodeError:
        text = Path(path).read_text(encoding="cp1252", errors="replace")
    reader = csv.DictReader(io.StringIO(text), delimiter=_delimiter(text))
    columns = {name.strip().lower() for name in reader.fieldnames or () if name}
    for name in ("period", "value" if "numerator" not in columns else "numerator"):
        if name not in columns:
            raise BadInput("series-column-missing", file=path, row=1, column_name=name)
    rows = [{(key or "").strip().lower(): (cell or "").strip() for key, cell in row.items() if key} for row in reader]
    return [row | {"row": str(line)} for line, row in enumerate(rows, start=2)]


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max((",", ";", "\t"), key=head.count)


def _verdict(args: argparse.Namespace, rows: list[dict[str, str]], group: str) -> dict[str, Any]:
    from sharedsafety.progress.verdicts import cant_tell, chart_of, verdict_of

    indicator = _indicator(args, rows)
    points = in_order(indicator, (_observation(args, row) for row in rows))
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
    body = asdict(verdict) | {"statistics": dict(verdict.statistics), "supporting": dict(verdict.supporting)}
    return {
        "method": verdict.method,
        "limits": limits,
        "points": labels,
        "verdict": body.pop("state"),
        "flags": list(body.pop("flags")),
        "group": group,
        "why": body,
    }


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
    quality = row.get("quality") or None
    return Observation(
        indicator_id="series",
        period=row["period"],
        quality=int(quality) if quality in {"1", "2", "3"} else None,
        row=int(row["row"]),
        value=_number(args, row, "value"),
        numerator=_number(args, row, "numerator"),
        denominator=_number(args, row, "denominator"),
        low=_number(args, row, "low"),
        high=_number(args, row, "high"),
    )


def _number(args: argparse.Namespace, row: dict[str, str], name: str) -> float | None:
    text = row.get(name) or ""
    try:
        return float(text) if text else None
    except ValueError as error:
        raise BadInput("series-not-a-number", file=args.series, row=int(row["row"]), column=name, value=text) from error


def _text(found: dict[str, Any]) -> str:
    name = f"{found['group']}: " if found["group"] else ""
    flags = f" ({', '.join(found['flags'])})" if found["flags"] else ""
    why = found["why"]
    lines = [f"{name}{found['verdict'].replace('_', ' ')} - {found['method']}: {why['reason']}{flags}"]
    lines += [f"  needed: {why['needed']}"] if why["needed"] else []
    lines += [f"  {key} {value:.6g}" for key, value in why["statistics"].items()]
    lines += [f"  {point['period']}: {point['label']}" for point in found["points"] if point["label"] != "none"]
    return "\n".join(lines)
