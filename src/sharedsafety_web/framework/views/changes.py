"""Entering ratings, commitments and answers about where to begin."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from sharedsafety_web.core.access import community_page
from sharedsafety_web.framework.forms import CommitmentForm, RatingForm, ReadinessForm
from sharedsafety_web.framework.services.entries import commitment_put, ratings_put, readiness_put
from sharedsafety_web.framework.views.shared import entered, to


@require_POST
@community_page("framework")
def ratings(request: HttpRequest, community: Any) -> HttpResponse:
    """Enter one round of ratings of one practice."""
    form = RatingForm(request.POST)

    def put() -> None:
        entry = {**form.cleaned_data, "round": form.cleaned_data["round"].isoformat()}
        ratings_put(community=community, entry=entry, counts=form.counts, person=request.user)

    return entered(request, community, form, _back(community, request.POST.get("practice", "")), put)


@require_POST
@community_page("framework")
def commitments(request: HttpRequest, community: Any) -> HttpResponse:
    """Enter who was asked, or what a body answered."""
    form = CommitmentForm(request.POST)
    kind, _, about = request.POST.get("about", "").partition("/")

    def put() -> None:
        entry = {name: _cell(value) for name, value in form.cleaned_data.items() if name != "about"}
        full = {"about_kind": kind, "about_id": about, **entry}
        commitment_put(community=community, entry=full, person=request.user)

    back = to("framework_priorities", community.slug) if kind == "priority" else _back(community, about)
    return entered(request, community, form, back, put)


@require_POST
@community_page("framework")
def readiness(request: HttpRequest, community: Any) -> HttpResponse:
    """Enter answers about where to begin."""
    form = ReadinessForm(request.POST)

    def put() -> None:
        day, source = form.cleaned_data["answered_on"].isoformat(), form.cleaned_data["source"]
        readiness_put(community=community, day=day, source=source, answers=form.answers, person=request.user)

    return entered(request, community, form, to("framework", community.slug), put)


def _cell(value: Any) -> str | None:
    """Return a value of a form as a cell of a table: a day as its ISO date, nothing as a blank."""
    return value.isoformat() if isinstance(value, date) else value or None


def _back(community: Any, practice: str) -> HttpResponse:
    """Return the way to the page of a practice; a text that can be none leads to the grid."""
    if practice and "/" not in practice:
        return to("framework_practice", community.slug, practice)
    return to("framework", community.slug)
