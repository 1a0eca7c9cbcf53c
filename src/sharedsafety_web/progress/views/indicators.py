"""Pages about a community's indicators: the list, one of them, and entering numbers in three steps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sharedsafety.core.errors import SharedSafetyError
from sharedsafety.core.findings import Finding
from sharedsafety.folder.observations_change import Entered, ObservationChange
from sharedsafety_web.core.access import community_page
from sharedsafety_web.core.shown import language, page_shown
from sharedsafety_web.progress import selectors, services
from sharedsafety_web.progress.forms import ConfirmForm, EntryForm, confirm_form, is_too_long
from sharedsafety_web.progress.views.shown import folder_faults, words


@require_GET
@community_page("view")
def indicators(request: HttpRequest, community: Any) -> HttpResponse:
    """Show every indicator of a community: how old its numbers are, and what to do next."""
    found = selectors.indicator_list(community=community, language=language())
    return page_shown(request, community, "progress/indicators.html", found=found)


@require_GET
@community_page("view")
def catalogue(request: HttpRequest, community: Any) -> HttpResponse:
    """Show the catalogue, from which an indicator can be taken over in one click."""
    rows = selectors.catalogue_rows(community=community, language=words())
    return page_shown(request, community, "progress/catalogue.html", rows=rows)


@require_POST
@community_page("enter")
def adopt(request: HttpRequest, community: Any) -> HttpResponse:
    """Take an entry of the catalogue over into the community's own list."""
    entry = request.POST.get("entry", "")
    try:
        made = services.indicator_adopt(community=community, user=request.user, entry=entry, language=words())
    except SharedSafetyError as error:
        messages.error(request, error.finding.sentence(language()))
        return redirect("indicator_catalogue", community.slug)
    messages.success(request, _("It is in the list now. Write its place and owner before its first number."))
    return redirect("indicator", community.slug, made)


@require_GET
@community_page("view")
def indicator(request: HttpRequest, community: Any, indicator: str) -> HttpResponse:
    """Show one indicator: its numbers, and the three ways to add some."""
    return _one(request, community, indicator, EntryForm())


@require_POST
@community_page("enter")
def look(request: HttpRequest, community: Any, indicator: str) -> HttpResponse:
    """Show what an entry would change, or what is wrong with it; nothing is stored."""
    form = EntryForm(request.POST, request.FILES)
    if not form.is_valid():
        return _one(request, community, indicator, form)
    try:
        given = form.entered(indicator)
    except SharedSafetyError as error:
        return _one(request, community, indicator, form, findings=error.findings)
    if given.findings:
        return _one(request, community, indicator, form, findings=given.findings)
    if is_too_long(given.entered):
        return _one(request, community, indicator, form, findings=(Finding(code="entry-text-too-long"),))
    change = selectors.entry_change(community=community, entered=given.entered)
    if change.content is None or change.is_empty:
        return _one(request, community, indicator, form, findings=change.findings, change=change)
    return _looked(request, community, indicator, given.entered, change)


@require_POST
@community_page("enter")
def confirm(request: HttpRequest, community: Any, indicator: str) -> HttpResponse:
    """Write what was looked at; where somebody else was faster, the new state is shown first."""
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was written: say why, and look at the rows again."))
        return redirect("indicator", community.slug, indicator)
    entered = form.entered(indicator)
    before, why = form.cleaned_data["before"], form.cleaned_data["why"]
    about = {"community": community, "user": request.user, "indicator": indicator}
    try:
        made = services.entry_write(**about, entered=entered, before=before, why=why)
    except SharedSafetyError as error:
        messages.error(request, error.finding.sentence(language()))
        change = selectors.entry_change(community=community, entered=entered)
        if change.content is None or change.is_empty:
            return redirect("indicator", community.slug, indicator)
        return _looked(request, community, indicator, entered, change)
    told = {"added": made.added, "changed": made.changed}
    messages.success(request, _("Written: %(added)d new, %(changed)d changed. You can still undo it below.") % told)
    return redirect("indicator", community.slug, indicator)


@require_POST
@community_page("enter")
def undo(request: HttpRequest, community: Any, indicator: str, pk: int) -> HttpResponse:
    """Take the last entry back."""
    try:
        services.entry_undo(community=community, user=request.user, indicator=indicator, pk=pk)
        messages.success(request, _("Undone: the numbers are as they were before."))
    except SharedSafetyError as error:
        messages.error(request, error.finding.sentence(language()))
    return redirect("indicator", community.slug, indicator)


def _one(
    request: HttpRequest,
    community: Any,
    indicator: str,
    form: EntryForm,
    *,
    findings: tuple[Finding, ...] = (),
    change: ObservationChange | None = None,
) -> HttpResponse:
    page = selectors.indicator_page(community=community, indicator=indicator, language=language())
    if page is None:
        return folder_faults(request, community)
    rows = [found.as_row(language()) for found in findings]
    told = {"page": page, "form": form, "findings": rows, "same": change.same if change else 0}
    return page_shown(request, community, "progress/indicator.html", **told)


def _looked(
    request: HttpRequest, community: Any, indicator: str, entered: Entered, change: ObservationChange
) -> HttpResponse:
    page = selectors.indicator_page(community=community, indicator=indicator, language=language())
    if page is None:
        return folder_faults(request, community)
    rows = [found.as_row(language()) for found in change.findings]
    told = {"page": page, "change": change, "findings": rows, "form": confirm_form(entered, change.before)}
    return page_shown(request, community, "progress/look.html", **told)
