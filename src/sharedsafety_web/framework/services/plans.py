"""The path to the vote: planned, and its steps done or not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import transaction

from sharedsafety.core.errors import BadInput
from sharedsafety.core.whole_file import write_whole
from sharedsafety.folder.plan_file import FILE, PlanFile, plan_bytes, plan_request, read_plan
from sharedsafety.framework.backward import plan_backward
from sharedsafety.framework.path import nine_month_path
from sharedsafety_web.core.alone import folder_alone
from sharedsafety_web.core.services import record_add


@transaction.atomic
def plan_set(*, community: Any, plan: PlanFile, person: Any) -> PlanFile:
    """Return the plan that now stands in the folder; what was done stays done.

    Raises:
        BadInput: a day or a step is senseless, ``plan.yaml`` as it stands has a fault, or somebody else writes;
            nothing is written.
    """
    record_add(action="plan-set", actor=person, community=community, board_date=plan.board_date)
    with folder_alone(community) as folder:
        made = replace(plan, done=_standing(folder).done if (folder / FILE).exists() else {})
        content = plan_bytes(made)
        plan_backward(nine_month_path(), plan_request(made, several_languages=True))
        write_whole(folder / FILE, content)
    return made


@transaction.atomic
def plan_step_done(*, community: Any, step: str, day: str | None, person: Any) -> PlanFile:
    """Return the plan after a step was said to be done on a day, or not to be done (``day`` None).

    Raises:
        BadInput: there is no plan, the plan has a fault, the step is unknown, or somebody else writes just now; nothing
            is written.
    """
    record_add(action="plan-step-done", actor=person, community=community, step=step, day=day)
    if step not in nine_month_path().ids("needed", "better", "skip"):
        raise BadInput("plan-step-unknown", step=step, known=", ".join(nine_month_path().ids("needed", "better")))
    with folder_alone(community) as folder:
        plan = _standing(folder)
        done = {known: on for known, on in plan.done.items() if known != step}
        made = replace(plan, done=done if day is None else {**done, step: day})
        write_whole(folder / FILE, plan_bytes(made))
    return made


def _standing(folder: Path) -> PlanFile:
    plan, findings = read_plan(folder)
    if plan is None:
        raise BadInput.with_all(findings) if findings else BadInput("file-missing", file=FILE)
    return plan
