"""The least-move plan for a priority, and taking it as a scenario."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sharedsafety.core.errors import SharedSafetyError
from sharedsafety.report.lamp_sentences import asked
from sharedsafety_web.core.access import community_page
from sharedsafety_web.core.shown import language
from sharedsafety_web.investments.forms.moves import plan_asked
from sharedsafety_web.investments.selectors.plan_shown import plan_shown
from sharedsafety_web.investments.selectors.what_if import folder_state, plan_of
from sharedsafety_web.investments.services.scenarios import scenario_start
from sharedsafety_web.investments.views.shown import desk_page, refused

#: Fields of the form of a plan.
FIELDS = ("priority", "target", "unit", "asked", "to", "steerable")


@require_GET
@community_page("view")
def plan(request: HttpRequest, community: Any) -> HttpResponse:
    """Show the form, and the plan where one is asked for."""
    return desk_page(request, community, "investments/least_moves.html", lambda: _content(request, community))


@require_POST
@community_page("what_if")
def take(request: HttpRequest, community: Any) -> HttpResponse:
    """Start a scenario from the moves of a plan, made again from what was asked."""
    name = request.POST.get("name", "")
    try:
        found = plan_of(folder_state(community=community), plan_asked(request.POST))
        moves = [row.move for row in found.rows]
        made = scenario_start(community=community, user=request.user, name=name, moves=moves)
    except SharedSafetyError as error:
        refused(request, error)
        return redirect("least_moves", community.slug)
    messages.success(request, _("Taken as a scenario: now change it as you like."))
    return redirect("scenario", community.slug, made.pk)


def _content(request: HttpRequest, community: Any) -> dict[str, Any]:
    state = folder_state(community=community)
    texts = {name: request.GET.get(name, "")[:400] for name in FIELDS}
    own = [
        (priority.id, priority.title, asked(priority, language()))
        for priority in state.folder.priorities
        if priority.stated_by is None
    ]
    told: dict[str, Any] = {"priorities": own, "texts": texts, "findings": [], "plan": None}
    if texts["priority"]:
        try:
            told["plan"] = plan_shown(plan_of(state, plan_asked(texts)), language())
        except SharedSafetyError as error:
            told["findings"] = [found.as_row(language()) for found in error.findings]
    return told
