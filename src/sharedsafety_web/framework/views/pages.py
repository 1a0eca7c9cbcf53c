"""The framework as the workspace shows it: the grid, one line of it, one practice, and the pack as a file."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from sharedsafety_web.core.access import community_page
from sharedsafety_web.framework.forms import CommitmentForm, PackForm, RatingForm, ReadinessForm
from sharedsafety_web.framework.selectors.desk import Desk, framework_pack_file
from sharedsafety_web.framework.selectors.grid import framework_grid, framework_line
from sharedsafety_web.framework.selectors.guidance import framework_step, framework_steps
from sharedsafety_web.framework.selectors.packs import pack_last
from sharedsafety_web.framework.selectors.practice import (
    framework_practice,
    framework_priorities,
    framework_start,
)
from sharedsafety_web.framework.views.shared import desk_page


@require_GET
@community_page("view")
def framework(request: HttpRequest, community: Any) -> HttpResponse:
    """Show the grid, and where to begin."""

    def content(desk: Desk) -> dict[str, Any]:
        form = ReadinessForm(initial={"answered_on": desk.today})
        return {
            "grid": framework_grid(desk=desk),
            "start": framework_start(desk=desk),
            "steps": framework_steps(desk=desk),
            "form": form,
            "pack_form": PackForm(auto_id="pack_%s"),
            "pack_last": pack_last(community=community),
        }

    return desk_page(request, community, "framework/framework.html", content)


@require_GET
@community_page("view")
def part(request: HttpRequest, community: Any, kind: str, part: str) -> HttpResponse:
    """Show one principle down its stages, or one stage across the principles."""
    return desk_page(
        request,
        community,
        "framework/part.html",
        lambda desk: {"line": _or_404(framework_line(desk=desk, kind=kind, part=part))},
    )


@require_GET
@community_page("view")
def practice(request: HttpRequest, community: Any, practice: str) -> HttpResponse:
    """Show one practice, with the forms for ratings and commitments."""

    def content(desk: Desk) -> dict[str, Any]:
        today = desk.today
        return {
            "shown": _or_404(framework_practice(desk=desk, practice=practice)),
            "rating_form": RatingForm(initial={"practice": practice, "round": today}),
            "commitment_form": _commitment_form(f"practice/{practice}", desk),
        }

    return desk_page(request, community, "framework/practice.html", content)


@require_GET
@community_page("view")
def priorities(request: HttpRequest, community: Any) -> HttpResponse:
    """Show who answers for each priority, with a form for each."""

    def content(desk: Desk) -> dict[str, Any]:
        shown = framework_priorities(desk=desk)
        return {"shown": [(one, _commitment_form(f"priority/{one['id']}", desk)) for one in shown]}

    return desk_page(request, community, "framework/priorities.html", content)


@require_GET
@community_page("view")
def step(request: HttpRequest, community: Any, step: str) -> HttpResponse:
    """Show how one step is done."""
    return desk_page(
        request, community, "framework/step.html", lambda desk: {"step": _or_404(framework_step(desk=desk, step=step))}
    )


@require_GET
@community_page("view")
def pack(request: HttpRequest, community: Any) -> HttpResponse:
    """Send the community's framework pack as a file."""
    sent: list[tuple[str, str]] = []

    def content(desk: Desk) -> dict[str, Any]:
        sent.append(framework_pack_file(community=community))
        return {}

    page = desk_page(request, community, "framework/unreadable.html", content)
    if not sent:
        return page
    name, text = sent[0]
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/yaml; charset=utf-8", headers=headers)


def _commitment_form(about: str, desk: Desk) -> CommitmentForm:
    """Return the form about one practice or priority; several stand on one page, so each has ids of its own."""
    return CommitmentForm(initial={"about": about, "asked_on": desk.today}, auto_id=f"{about.replace('/', '_')}_%s")


def _or_404(found: Any) -> Any:
    if found is None:
        raise Http404
    return found
