"""Changes of what-if scenarios: each is one call of a service; what can't be saved stays in front of the person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sharedsafety.core.errors import BadInput, SharedSafetyError
from sharedsafety.folder.moves_file import moves_of_text
from sharedsafety.investments.move import Move
from sharedsafety_web.core.access import community_page
from sharedsafety_web.investments.forms.moves import given_texts, move_of, uploaded_moves
from sharedsafety_web.investments.models import Scenario
from sharedsafety_web.investments.services import scenarios as services
from sharedsafety_web.investments.views.scenarios import found_or_404, scenario_page
from sharedsafety_web.investments.views.shown import refused

#: What is refused where somebody else was faster.
CHANGED = "scenario-changed"


@require_POST
@community_page("what_if")
def start(request: HttpRequest, community: Any) -> HttpResponse:
    """Start an empty scenario."""
    try:
        made = services.scenario_start(community=community, user=request.user, name=request.POST.get("name", ""))
    except SharedSafetyError as error:
        refused(request, error)
        return redirect("scenarios", community.slug)
    messages.success(request, _("Started. Now say what moves."))
    return redirect("scenario", community.slug, made.pk)


@require_POST
@community_page("what_if")
def add(request: HttpRequest, community: Any, pk: int) -> HttpResponse:
    """Add a move; what can't be added stays in the form with its reason."""
    found, texts = found_or_404(community, pk), given_texts(request.POST)
    try:
        new = move_of(texts)
        moves = (*found.as_moves(), new)
        services.scenario_moves_set(
            scenario=found, user=request.user, version=_version(request), moves=moves, new=(new,)
        )
    except SharedSafetyError as error:
        return scenario_page(request, community, found, texts=texts, error=error)
    messages.success(request, _("Added. Below is what it would change."))
    return redirect("scenario", community.slug, pk)


@require_POST
@community_page("what_if")
def remove(request: HttpRequest, community: Any, pk: int) -> HttpResponse:
    """Take a move out."""
    found = found_or_404(community, pk)
    row = request.POST.get("row", "")

    def taken_out() -> None:
        moves = found.as_moves()
        kept = tuple(move for move in moves if str(move.row) != row)
        if len(kept) == len(moves):
            raise BadInput("scenario-move-gone")
        services.scenario_moves_set(scenario=found, user=request.user, version=_version(request), moves=kept, new=())

    return _done(request, community, found, taken_out, _("Taken out."))


@require_POST
@community_page("what_if")
def rename(request: HttpRequest, community: Any, pk: int) -> HttpResponse:
    """Give a scenario another name."""
    found, name, version = found_or_404(community, pk), request.POST.get("name", ""), _version(request)
    return _done(
        request,
        community,
        found,
        lambda: services.scenario_rename(scenario=found, user=request.user, version=version, name=name),
        _("Renamed."),
    )


@require_POST
@community_page("what_if")
def recompute(request: HttpRequest, community: Any, pk: int) -> HttpResponse:
    """Compute a scenario on the folder as it is now."""
    found = found_or_404(community, pk)
    return _done(
        request,
        community,
        found,
        lambda: services.scenario_recompute(scenario=found, user=request.user),
        _("Computed on the folder as it is now. What was computed before stays below."),
    )


@require_POST
@community_page("what_if")
def delete(request: HttpRequest, community: Any, pk: int) -> HttpResponse:
    """Delete a scenario of one's own."""
    found = found_or_404(community, pk)
    try:
        services.scenario_delete(scenario=found, user=request.user)
    except SharedSafetyError as error:
        refused(request, error)
        return redirect("scenario", community.slug, pk)
    messages.success(request, _("Deleted."))
    return redirect("scenarios", community.slug)


@require_POST
@community_page("what_if")
def copy(request: HttpRequest, community: Any, pk: int) -> HttpResponse:
    """Make a copy of a scenario, or of moves that could not be saved in it (``text``)."""
    found, text = found_or_404(community, pk), request.POST.get("text", "")
    try:
        moves = moves_of_text(text) if text else found.as_moves()
        name = request.POST.get("name", "")
        made = services.scenario_start(community=community, user=request.user, name=name, moves=moves, is_copy=not text)
    except SharedSafetyError as error:
        return scenario_page(request, community, found, error=error, mine=moves_or_none(text) if text else ())
    messages.success(request, _("Copied. This one is yours."))
    return redirect("scenario", community.slug, made.pk)


@require_POST
@community_page("what_if")
def upload(request: HttpRequest, community: Any, pk: int) -> HttpResponse:
    """Put the moves of a table in the place of a scenario's, or after them (``append``, for moves kept in ``text``)."""
    found, text = found_or_404(community, pk), request.POST.get("text", "")
    mine: tuple[Move, ...] = ()
    try:
        mine = moves_of_text(text) if text else uploaded_moves(request.FILES.get("file"))
        moves = (*found.as_moves(), *mine) if text else mine
        services.scenario_moves_set(scenario=found, user=request.user, version=_version(request), moves=moves, new=mine)
    except SharedSafetyError as error:
        return scenario_page(request, community, found, error=error, mine=mine if error.code == CHANGED else ())
    messages.success(request, _("Saved. Below is what these moves would change."))
    return redirect("scenario", community.slug, pk)


def moves_or_none(text: str) -> tuple[Move, ...]:
    """Return the moves of a text, or none where it holds faults."""
    try:
        return moves_of_text(text)
    except SharedSafetyError:
        return ()


def _version(request: HttpRequest) -> int:
    """Return the version that the person saw; 0, which no scenario has, where the form does not say."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _done(request: HttpRequest, community: Any, found: Scenario, change: Callable[[], None], said: str) -> HttpResponse:
    try:
        change()
    except SharedSafetyError as error:
        return scenario_page(request, community, found, error=error)
    messages.success(request, said)
    return redirect("scenario", community.slug, found.pk)
