"""Pages about what-if scenarios: the list, one of them, several side by side, and one to print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from sharedsafety.core.errors import BadInput, SharedSafetyError
from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.folder.moves_file import moves_csv
from sharedsafety.investments.move import Move
from sharedsafety.report.names import names
from sharedsafety_web.core.access import community_page
from sharedsafety_web.core.selectors import permission_names
from sharedsafety_web.core.shown import language, page_shown
from sharedsafety_web.investments.models import Scenario
from sharedsafety_web.investments.selectors.line_options import program_options
from sharedsafety_web.investments.selectors.scenarios import (
    ScenarioRead,
    scenario_list,
    scenario_named,
    scenario_read,
    scenarios_read,
)
from sharedsafety_web.investments.selectors.told_shown import ToldShown, side_by_side, told_shown, written_moves
from sharedsafety_web.investments.selectors.what_if import folder_state, lines_left
from sharedsafety_web.investments.views.shown import refused


@require_GET
@community_page("view")
def scenarios(request: HttpRequest, community: Any) -> HttpResponse:
    """Show every scenario, with a form that starts one."""
    most = read_catalogue("core/limits")["scenario_name"]
    told = {"scenarios": scenario_list(community=community), "longest": most}
    return page_shown(request, community, "investments/scenarios.html", **told)


@require_GET
@community_page("view")
def scenario(request: HttpRequest, community: Any, pk: int) -> HttpResponse:
    """Show a scenario: its moves, what they change, and the form that adds one."""
    return scenario_page(request, community, found_or_404(community, pk))


@require_GET
@community_page("view")
def scenario_print(request: HttpRequest, community: Any, pk: int) -> HttpResponse:
    """Show a scenario as pages of a board packet."""
    read = scenario_read(community=community, scenario=found_or_404(community, pk), number=_number(request))
    return page_shown(request, community, "investments/scenario_print.html", **_read(request, community, read))


@require_GET
@community_page("view")
def compare(request: HttpRequest, community: Any) -> HttpResponse:
    """Show two or three scenarios side by side."""
    asked = list(dict.fromkeys(request.GET.getlist("s")))
    most = read_catalogue("core/limits")["scenarios_compared"]
    if not 2 <= len(asked) <= most:
        refused(request, BadInput("scenario-compare-count", count=len(asked)))
        return redirect("scenarios", community.slug)
    if not all(each.isascii() and each.isdigit() and len(each) < 10 for each in asked):
        raise Http404
    found = scenarios_read(community=community, numbers=[int(each) for each in asked])
    if found is None:
        raise Http404
    told = [each for each in (shown(read) for read in found) if each is not None]
    rows = side_by_side(told) if len(told) == len(found) else None
    pairs = list(zip(found, told, strict=True)) if rows else []
    return page_shown(request, community, "investments/compare.html", reads=found, pairs=pairs, rows=rows)


def found_or_404(community: Any, pk: int) -> Scenario:
    """Return a scenario of this community.

    Raises:
        Http404: there is none, or it is another community's.
    """
    found = scenario_named(community=community, pk=pk)
    if found is None:
        raise Http404
    return found


def shown(read: ScenarioRead) -> ToldShown | None:
    """Return what a scenario changes in the reader's language, or None where nothing is computed."""
    return told_shown(read.told, language()) if read.told else None


def scenario_page(
    request: HttpRequest,
    community: Any,
    found: Scenario,
    *,
    texts: dict[str, str] | None = None,
    error: SharedSafetyError | None = None,
    mine: Sequence[Move] = (),
) -> HttpResponse:
    """Return the page of a scenario; ``texts`` and ``mine`` keep what a person wrote and could not save."""
    found = found_or_404(community, found.pk)
    read = scenario_read(community=community, scenario=found, number=_number(request))
    told = {
        **_read(request, community, read),
        "texts": texts or {},
        "findings": [each.as_row(language()) for each in error.findings] if error else [],
        "mine": (moves_csv(mine).decode(), written_moves(mine, language())) if mine else None,
        **_lines(found),
    }
    return page_shown(request, community, "investments/scenario.html", **told)


def _read(request: HttpRequest, community: Any, read: ScenarioRead) -> dict[str, Any]:
    told = shown(read)
    rows = told.moves if told else written_moves(read.scenario.as_moves(), language())
    may = "what_if" in permission_names(user=request.user, community=community)
    return {"read": read, "shown": told, "move_rows": rows, "may_change": may}


def _lines(found: Scenario) -> dict[str, Any]:
    """Return what is left to move now, and the years in which money can move; or why nobody can tell."""
    try:
        state = folder_state(community=found.community)
    except SharedSafetyError as error:
        return {"faults": [each.as_row(language()) for each in error.findings]}
    years = {view.fiscal_year for view in state.before.views if view.phase == state.headline[1]}
    return {
        "lines": program_options(lines_left(state, found.as_moves()), language()),
        "years": sorted(years, reverse=True),
        "headline": state.headline,
        "categories": names("category", language()),
    }


def _number(request: HttpRequest) -> int | None:
    """Return the number of the result that is asked for, where one is."""
    text = request.GET.get("result", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
