"""The path to the vote: its page, its calendar, and what is planned and done."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from sharedsafety.folder.plan_file import PlanFile
from sharedsafety.framework.path import nine_month_path
from sharedsafety_web.core.access import community_page
from sharedsafety_web.framework.forms import PlanForm
from sharedsafety_web.framework.selectors.desk import Desk
from sharedsafety_web.framework.selectors.plan import plan_calendar_text, plan_page
from sharedsafety_web.framework.services.plans import plan_set, plan_step_done
from sharedsafety_web.framework.views.shared import desk_page, entered, to
from sharedsafety_web.framework.views.shared import done as written


@require_GET
@community_page("view")
def plan(request: HttpRequest, community: Any) -> HttpResponse:
    """Show the path as it stands, with the form it is planned by."""
    return desk_page(
        request, community, "framework/plan.html", lambda desk: {"plan": plan_page(desk=desk), "form": _form(desk)}
    )


@require_GET
@community_page("view")
def calendar(request: HttpRequest, community: Any) -> HttpResponse:
    """Send the plan for a calendar program; without a plan the page of the plan says what is missing."""
    sent: list[str] = []

    def content(desk: Desk) -> dict[str, Any]:
        sent.extend(filter(None, [plan_calendar_text(desk=desk)]))
        return {"plan": plan_page(desk=desk), "form": _form(desk)}

    page = desk_page(request, community, "framework/plan.html", content)
    if not sent:
        return page
    headers = {"Content-Disposition": f'attachment; filename="{community.slug}-plan.ics"'}
    return HttpResponse(sent[0], content_type="text/calendar; charset=utf-8", headers=headers)


@require_POST
@community_page("framework")
def set_plan(request: HttpRequest, community: Any) -> HttpResponse:
    """Plan the path."""
    form = PlanForm(request.POST)

    def put() -> None:
        plan_set(community=community, plan=_plan(form.cleaned_data), person=request.user)

    return entered(request, community, form, to("plan", community.slug), put)


@require_POST
@community_page("framework")
def done(request: HttpRequest, community: Any) -> HttpResponse:
    """Say that a step is done today, or that it is not done after all."""
    day = timezone.localdate().isoformat() if request.POST.get("is_done") else None
    step = request.POST.get("step", "")
    return written(
        request,
        to("plan", community.slug),
        lambda: plan_step_done(community=community, step=step, day=day, person=request.user),
    )


def _form(desk: Desk) -> PlanForm:
    plan = desk.folder.plan
    if plan is None:
        return PlanForm(initial={"begun_on": desk.today, "hours_per_week": nine_month_path().hours_per_week.default})
    names = ("board_date", "begun_on", "hours_per_week", "budget_hearings", "leave_out", "take_in")
    return PlanForm(initial={**{name: getattr(plan, name) for name in names}, "closed": "\n".join(plan.closed)})


def _plan(values: dict[str, Any]) -> PlanFile:
    hearings = values["budget_hearings"]
    return PlanFile(
        board_date=values["board_date"].isoformat(),
        begun_on=values["begun_on"].isoformat(),
        hours_per_week=values["hours_per_week"],
        budget_hearings=hearings.isoformat() if hearings else None,
        closed=tuple(values["closed"].split()),
        leave_out=tuple(values["leave_out"]),
        take_in=tuple(values["take_in"]),
    )
