"""The verb ``publish``: from a community folder to the static public site of a release."""

from __future__ import annotations

import argparse
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from sharedsafety.cli.output import Outcome, show_step
from sharedsafety.core.seed import SEED, seed


def publish(verbs: Any) -> None:
    """Register ``publish``."""
    parser = verbs.add_parser("publish", help="release, static public site and open data of a folder")
    parser.add_argument("folder", metavar="FOLDER", type=Path)
    parser.add_argument("--out", metavar="SITE", type=Path, required=True, help="folder of the site")
    parser.add_argument("--release", metavar="N", type=int, default=1, help="number of the release")
    parser.add_argument("--date", metavar="YYYY-MM-DD", type=date.fromisoformat, help="date of the release")
    parser.add_argument("--next", metavar="YYYY-MM-DD", type=date.fromisoformat, help="promised date of the next one")
    parser.add_argument("--address", metavar="URL", default="", help="where the site will be, for its site map")
    parser.add_argument("--seed", type=seed, default=SEED)
    parser.set_defaults(call=_publish)


def _publish(args: argparse.Namespace) -> Outcome:
    from sharedsafety.core.whole_folder import refuse_inside
    from sharedsafety.folder.assess import assess
    from sharedsafety.folder.check import checked_community
    from sharedsafety_web.publishing.site.builder import build_site
    from sharedsafety_web.publishing.site.page import ReleaseLabel

    refuse_inside(args.out, args.folder)
    show_step("checking")
    reading = checked_community(args.folder)
    if reading.community is None or any(finding.severity == "error" for finding in reading.findings):
        return Outcome(text="Nothing was published: mend the folder first.", findings=reading.findings)
    day = args.date or date.today()  # noqa: DTZ011 - the day on this machine's wall is the day of the release
    with tempfile.TemporaryDirectory() as keep_in:
        assessment = assess(reading.community, as_of=day, keep_in=Path(keep_in), seed=args.seed, step=show_step)
    show_step("building")
    promised = args.next.isoformat() if args.next else None
    release = ReleaseLabel(number=args.release, date=day.isoformat(), next_promised=promised)
    built = build_site(assessment, args.out, release=release, address=args.address)
    return Outcome(
        text=f"Release {args.release}: {built.pages} pages in {args.out}. Seed {args.seed}.",
        data={"release": args.release, "pages": built.pages, "files": built.files, "seed": args.seed},
        findings=tuple(one for one in (*reading.findings, *assessment.findings) if one.severity != "note"),
    )
