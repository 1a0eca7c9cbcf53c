"""``sharedsafety plan``: the nine-month path backward from the day of the Board's vote."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sharedsafety.cli.arguments import day
from sharedsafety.cli.output import Outcome

if TYPE_CHECKING:
    from typing import Any

    from sharedsafety.folder.community import Profile
    from sharedsafety.framework.backward import BackwardPlan, PlanRequest


def add_verbs(verbs: Any) -> None:
    """Register ``plan``."""
    plan = verbs.add_parser("plan", help="the nine-month path, backward from the day of the Board's vote")
    plan.add_argument("folder", metavar="FOLDER", type=Path, nargs="?", help="whose path it is; a plan needs none")
    a_day = {"metavar": "DATE", "type": day}
    plan.add_argument("--board-date", required=True, help="day of the Board's vote, as 2027-06-15", **a_day)
    plan.add_argument("--hours-per-week", metavar="H", type=int, help="hours one person has (default 8)")
    plan.add_argument("--budget-hearings", help="first day of the budget hearings", **a_day)
    plan.add_argument("--closed", action="append", default=[], help="a day on which offices are closed; again", **a_day)
    plan.add_argument("--leave-out", metavar="STEP", action="append", default=[], help="a step to leave out; again")
    plan.add_argument("--take-in", metavar="STEP", action="append", default=[], help="a step to plan surely; again")
    plan.add_argument("--from", dest="today", help="first day of work; today when left out", **a_day)
    plan.add_argument("--language", choices=("en", "es"), default="en", help="language of the plan")
    plan.add_argument("--out", metavar="FILE.ics", type=Path, help="write the steps for a calendar program (iCalendar)")
    plan.set_defaults(call=_plan)


def _plan(args: argparse.Namespace) -> Outcome:
    from sharedsafety.folder.read import read_profile
    from sharedsafety.framework.backward import plan_backward
    from sharedsafety.framework.path import nine_month_path
    from sharedsafety.report.plan_text import plan_lines, plan_rows

    profile = read_profile(args.folder) if args.folder else None
    if args.out:
        _refuse_place(args.out, args.folder)
    path = nine_month_path()
    plan = plan_backward(path, _request(args, profile, path.hours_per_week.default))
    if args.out and plan.steps:
        _write(args, plan, profile)
    return Outcome(
        text="\n".join(plan_lines(plan, path, place=_place(profile, args.language), language=args.language)),
        data={
            "folder": profile.id if profile else None,
            "board_date": args.board_date.isoformat(),
            "hours_per_week": plan.request.hours_per_week,
            "begins_on": plan.begins_on.isoformat() if plan.begins_on else None,
            "earliest_board_date": plan.earliest_board_date.isoformat(),
            "slack_days": plan.slack_days,
            **plan_rows(plan, path, args.language),
        },
        findings=plan.findings,
    )


def _request(args: argparse.Namespace, profile: Profile | None, hours: int) -> PlanRequest:
    from sharedsafety.framework.backward import PlanRequest

    return PlanRequest(
        today=args.today or datetime.now(UTC).date(),
        board_date=args.board_date,
        hours_per_week=hours if args.hours_per_week is None else args.hours_per_week,
        hearings=args.budget_hearings,
        closed=frozenset(args.closed),
        several_languages=profile is None or len(profile.languages) > 1,
        leave_out=tuple(args.leave_out),
        take_in=tuple(args.take_in),
    )


def _place(profile: Profile | None, language: str) -> str | None:
    from sharedsafety.report.sentences import sentence

    if profile is None or profile.provenance != "example":
        return profile.name if profile else None
    return sentence("plan.example_place", language, place=profile.name)


def _refuse_place(out: Path, folder: Path | None) -> None:
    """Raise where the calendar would take the place of something else, or stand in the community's folder."""
    from sharedsafety.core.errors import BadInput
    from sharedsafety.core.whole_folder import refuse_inside
    from sharedsafety.report.icalendar import OPENING

    if folder is not None:
        refuse_inside(out, folder)
    if out.is_dir() or (out.exists() and not out.read_bytes().startswith(OPENING.encode("utf-8"))):
        raise BadInput("out-not-a-result", file=str(out))


def _write(args: argparse.Namespace, plan: BackwardPlan, profile: Profile | None) -> None:
    from sharedsafety.core.whole_file import write_whole
    from sharedsafety.framework.path import nine_month_path
    from sharedsafety.report.plan_text import plan_calendar

    place = _place(profile, args.language)
    owner = profile.id if profile else "community"
    text = plan_calendar(plan, nine_month_path(), owner=owner, place=place, language=args.language)
    write_whole(args.out, text.encode("utf-8"))
