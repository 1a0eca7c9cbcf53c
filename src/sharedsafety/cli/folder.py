"""Verbs that work on a whole community folder: ``check`` and ``assess``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sharedsafety.cli.output import Outcome


def add_verbs(verbs: Any) -> None:
    """Register ``check`` and ``assess``."""
    check = verbs.add_parser("check", help="every rule of a community folder")
    check.add_argument("folder", metavar="FOLDER", type=Path)
    check.set_defaults(call=_check)


def _check(args: argparse.Namespace) -> Outcome:
    from sharedsafety.folder.check import checked_community

    reading = checked_community(args.folder)
    errors = sum(finding.severity == "error" for finding in reading.findings)
    name = args.folder.resolve().name
    words = "nothing to mend" if not errors else f"{errors} to mend" if errors > 1 else "1 thing to mend"
    return Outcome(
        text=f"{name}: {words}, {len(reading.findings) - errors} notes and warnings.",
        data={"folder": name, "errors": errors},
        findings=reading.findings,
    )
