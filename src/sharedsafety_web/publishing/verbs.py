"""The verb ``publish``: from a community folder to the static public site of a release."""

from __future__ import annotations

import argparse
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sharedsafety.cli.arguments import day
from sharedsafety.cli.output import Outcome, show_step
from sharedsafety.core.seed import SEED, seed

if TYPE_CHECKING:
    from sharedsafety.folder.assessment import Assessment
    from sharedsafety.folder.community import Community


def publish(verbs: Any) -> None:
    """Register ``publish``."""
    parser = verbs.add_parser("publish", help="release, static public site and open data of a folder")
    parser.add_argument("folder", metavar="FOLDER", type=Path)
    parser.add_argument("--out", metavar="SITE", type=Path, required=True, help="folder of the site; releases add up")
    parser.add_argument("--release", metavar="N", type=positive, help="number of the release (default: the next)")
    parser.add_argument("--date", metavar="YYYY-MM-DD", type=day, help="date of the release")
    parser.add_argument("--next", metavar="YYYY-MM-DD", type=day, help="promised date of the next one")
    parser.add_argument("--corrects", metavar="N", type=positive, help="number of the release it corrects")
    parser.add_argument("--note", metavar="TEXT", default="", help="what was corrected, in plain words; it is printed")
    parser.add_argument("--address", metavar="URL", default="", help="where the site will be, for its site map")
    parser.add_argument("--seed", type=seed, default=SEED)
    parser.set_defaults(call=_publish)


def positive(text: str) -> int:
    """Return a number of a release.

    Raises:
        ArgumentTypeError: it is not a whole number from 1.
    """
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)


def _publish(args: argparse.Namespace) -> Outcome:
    from sharedsafety.core.whole_folder import refuse_inside
    from sharedsafety.folder.check import checked_community
    from sharedsafety.folder.content_hash import unchanged_folder
    from sharedsafety_web.publishing.site.add_release import add_release, number_of_next, site_record
    from sharedsafety_web.publishing.site.gate import site_gate_findings

    refuse_inside(args.out, args.folder)
    number = number_of_next(site_record(args.out), args.release)
    day = args.date or date.today()  # noqa: DTZ011 - the day on this machine's wall is the day of the release
    with unchanged_folder(args.folder):
        show_step("checking")
        reading = checked_community(args.folder)
        if reading.community is None or any(finding.severity == "error" for finding in reading.findings):
            return Outcome(text="Nothing was published: mend the folder first.", findings=reading.findings)
        assessment = _assessed(reading.community, day, args.seed)
    show_step("gate")
    found = site_gate_findings(args.out, assessment)
    if any(finding.severity == "error" for finding in found):
        return Outcome(text="Nothing was published: the release would give away counts of few people.", findings=found)
    show_step("building")
    promised = args.next.isoformat() if args.next else None
    told = {"date": day.isoformat(), "next_promised": promised, "corrects": args.corrects, "note": args.note}
    built = add_release(args.out, assessment, number=number, address=args.address, **told)
    return Outcome(
        text=f"Release {number}: {built.pages} pages in {args.out / f'r{number}'}. Seed {args.seed}.",
        data={"release": number, "pages": built.pages, "files": built.files, "seed": args.seed},
        findings=tuple(one for one in (*reading.findings, *assessment.findings, *found) if one.severity != "note"),
    )


def _assessed(community: Community, day: date, chosen: int) -> Assessment:
    from sharedsafety.folder.assess import assess

    with tempfile.TemporaryDirectory() as keep_in:
        return assess(community, as_of=day, keep_in=Path(keep_in), seed=chosen, step=show_step)
