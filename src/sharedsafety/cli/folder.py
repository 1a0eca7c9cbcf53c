"""Verbs that work on a whole community folder: ``check`` and ``assess``."""

from __future__ import annotations

import argparse
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sharedsafety.cli.arguments import day
from sharedsafety.cli.output import Outcome, show_step
from sharedsafety.core.seed import SEED, seed

if TYPE_CHECKING:
    from sharedsafety.folder.assessment import Assessment


def add_verbs(verbs: Any) -> None:
    """Register ``check`` and ``assess``."""
    check = verbs.add_parser("check", help="every rule of a community folder")
    check.add_argument("folder", metavar="FOLDER", type=Path)
    check.add_argument("--describe", action="store_true", help="write the Data Package descriptor datapackage.json")
    check.set_defaults(call=_check)
    assess = verbs.add_parser("assess", help="the whole assessment of a community folder: JSON, tables and charts")
    assess.add_argument("folder", metavar="FOLDER", type=Path)
    assess.add_argument("--out", metavar="DIR", type=Path, required=True, help="folder for the result")
    assess.add_argument("--as-of", metavar="DATE", type=day, help="day from which the age of data counts")
    assess.add_argument("--seed", type=seed, default=SEED, help=f"seed of every random choice (default {SEED})")
    assess.add_argument(
        "--keep",
        metavar="DIR",
        type=Path,
        help="keep the ledger here: the next run reads no budget file that is the same",
    )
    assess.add_argument(
        "--engine",
        default="duckdb",
        metavar="ENGINE",
        help="duckdb, postgres://user@host/database, spark, spark://host",
    )
    assess.add_argument("--no-charts", action="store_true", help="leave the charts out")
    assess.set_defaults(call=_assess)


def _check(args: argparse.Namespace) -> Outcome:
    from sharedsafety.folder.check import checked_community, later_findings
    from sharedsafety.folder.descriptor import write_descriptor

    reading = checked_community(args.folder, books=True)
    later = later_findings(reading.community, datetime.now(UTC).date()) if reading.community else ()
    findings = (*reading.findings, *later)
    if args.describe and reading.community is not None:
        write_descriptor(args.folder, reading.community.profile)
    errors = sum(finding.severity == "error" for finding in findings)
    name = args.folder.resolve().name
    words = "nothing to mend" if not errors else f"{errors} to mend" if errors > 1 else "1 thing to mend"
    return Outcome(
        text=f"{name}: {words}, {len(findings) - errors} notes and warnings.",
        data={"folder": name, "errors": errors},
        findings=findings,
    )


def _assess(args: argparse.Namespace) -> Outcome:
    from sharedsafety.core.whole_folder import refuse_inside
    from sharedsafety.folder.assess import assess
    from sharedsafety.folder.check import checked_community
    from sharedsafety.folder.content_hash import unchanged_folder
    from sharedsafety.folder.results_out import refuse_unless_result, write_results
    from sharedsafety.investments.engines import refuse_unknown_engine

    for place in (args.out, args.keep) if args.keep else (args.out,):
        refuse_inside(place, args.folder)
    refuse_unless_result(args.out)
    refuse_unknown_engine(args.engine)
    as_of = args.as_of or datetime.now(UTC).date()
    with tempfile.TemporaryDirectory() as space:
        with unchanged_folder(args.folder):
            show_step("checking")
            reading = checked_community(args.folder)
            if reading.community is None:
                return Outcome(text="Nothing was written: these must be mended first.", findings=reading.findings)
            keep_in = args.keep or Path(space)
            asked = {"as_of": as_of, "seed": args.seed, "engine": args.engine}
            done = assess(reading.community, keep_in=keep_in, step=show_step, **asked)
        show_step("files")
        files = write_results(done, args.out, charts=not args.no_charts)
    return Outcome(
        text=_summary(done, args.out, len(files)),
        data={"out": args.out.name, "files": len(files), "seed": done.seed, "draws": done.draws, "as_of": done.as_of},
        findings=(*reading.findings, *done.findings),
    )


def _summary(done: Assessment, out: Path, files: int) -> str:
    from sharedsafety.folder.places import place_in_sentence
    from sharedsafety.report.change_sentences import scorecard_sentence
    from sharedsafety.report.money_sentences import perimeter, prevention
    from sharedsafety.report.priority_sentences import coverage_sentence

    view = next(view for view in done.money.views if (view.fiscal_year, view.phase) == done.money.headline)
    lines = [
        done.profile.name + (" (example data)" if done.profile.provenance == "example" else ""),
        perimeter(view),
        prevention(view, place_in_sentence(done), done.profile.fiscal_year_start),
        coverage_sentence(done.money.coverage),
        scorecard_sentence(done.scorecard),
        f"{len(done.cant_tell)} things can't be told yet (tables/cant_tell.csv).",
        f"{files} files in {out} (seed {done.seed}, {done.draws} codings, as of {done.as_of}).",
    ]
    return "\n".join(lines)
