"""A new budget file in three steps: how it is read, what is known of it, and what adding it would do."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sharedsafety.core.errors import BadInput, SharedSafetyError
from sharedsafety_web.core.access import community_page
from sharedsafety_web.core.shown import language, page_shown
from sharedsafety_web.investments.forms.budget_file import BudgetFactsForm
from sharedsafety_web.investments.models import BudgetUpload
from sharedsafety_web.investments.selectors.budget_proposal import facts_first, headline_now, proposal_page, said_in
from sharedsafety_web.investments.selectors.budget_upload import (
    Looked,
    looked_mark,
    upload_change,
    upload_looked,
    upload_of,
)
from sharedsafety_web.investments.services.budget_adding import budget_add
from sharedsafety_web.investments.services.budget_files import upload_answer, upload_describe, upload_drop
from sharedsafety_web.investments.views.shown import refused


@require_GET
@community_page("budget")
def new(request: HttpRequest, community: Any) -> HttpResponse:
    """Show how the waiting file would be read, with every doubt as a question."""
    upload = _waiting(request, community)
    if upload is None:
        return redirect("money_files", community.slug)
    try:
        page = proposal_page(looked=upload_looked(upload=upload), language=language())
    except SharedSafetyError as error:
        refused(request, error)
        return redirect("money_files", community.slug)
    return page_shown(request, community, "investments/budget_new.html", page=page)


@require_POST
@community_page("budget")
def answer(request: HttpRequest, community: Any) -> HttpResponse:
    """Keep the answers and look again, or go on to the facts."""
    upload = _waiting(request, community)
    if upload is None:
        return redirect("money_files", community.slug)
    columns, answers = said_in(request.POST)
    upload_answer(upload=upload, columns=columns, answers=answers)
    return redirect("money_file_facts" if "go_on" in request.POST else "money_file_new", community.slug)


@require_GET
@community_page("budget")
def facts(request: HttpRequest, community: Any) -> HttpResponse:
    """Ask what is known of the file as a whole."""
    return _facts(request, community)


@require_POST
@community_page("budget")
def describe(request: HttpRequest, community: Any) -> HttpResponse:
    """Keep what is known of the file; then show what adding it would do."""
    return _facts(request, community)


def _facts(request: HttpRequest, community: Any) -> HttpResponse:
    upload = _waiting(request, community)
    looked = _usable(request, upload) if upload else None
    if upload is None or looked is None:
        return redirect("money_file_new" if upload else "money_files", community.slug)
    kinds: dict[str, Any] = {"parts": looked.parts, "headline": headline_now(community=community)}
    form = BudgetFactsForm(request.POST or None, initial=facts_first(community=community, looked=looked), **kinds)
    if request.method == "POST" and form.is_valid():
        upload_describe(upload=upload, facts=form.facts())
        return redirect("money_file_look", community.slug)
    return page_shown(request, community, "investments/budget_facts.html", form=form, upload=upload)


@require_GET
@community_page("budget")
def look(request: HttpRequest, community: Any) -> HttpResponse:
    """Show what adding the file would change; nothing is written."""
    upload = _waiting(request, community)
    looked = _usable(request, upload) if upload else None
    if upload is None or looked is None or not upload.facts:
        return redirect("money_file_facts" if looked else "money_files", community.slug)
    try:
        change = upload_change(upload=upload, looked=looked)
    except SharedSafetyError as error:
        refused(request, error)
        return redirect("money_file_facts", community.slug)
    told = {
        "change": change,
        "before": looked_mark(upload=upload, change=change),
        "looked": looked,
        "page": proposal_page(looked=looked, language=language()),
        "findings": [
            each.as_row(language()) for each in sorted(change.findings, key=lambda each: each.severity != "error")
        ],
    }
    return page_shown(request, community, "investments/budget_look.html", **told)


@require_POST
@community_page("budget")
def confirm(request: HttpRequest, community: Any) -> HttpResponse:
    """Add the file; where somebody else was faster, the new state is shown first."""
    upload = _waiting(request, community)
    if upload is None:
        return redirect("money_files", community.slug)
    try:
        made = budget_add(
            community=community, person=request.user, upload=upload, before=request.POST.get("before", "")
        )
    except SharedSafetyError as error:
        refused(request, error)
        return redirect("money_file_look", community.slug)
    told = {"documents": ", ".join(made.documents)}
    messages.success(request, _("Added: %(documents)s. You can still take it back below.") % told)
    return redirect("money_files", community.slug)


@require_POST
@community_page("budget")
def cancel(request: HttpRequest, community: Any) -> HttpResponse:
    """Remove the waiting file."""
    upload_drop(community=community, person=request.user)
    messages.success(request, _("The file was removed. Nothing was changed."))
    return redirect("money_files", community.slug)


def _waiting(request: HttpRequest, community: Any) -> BudgetUpload | None:
    """Return the file that waits; where there is none any more, say so."""
    upload = upload_of(community=community, person=request.user)
    if upload is None:
        refused(request, BadInput("budget-upload-gone"))
    return upload


def _usable(request: HttpRequest, upload: BudgetUpload) -> Looked | None:
    """Return the file as it would be read; where something is still to be answered or mended, say so."""
    try:
        looked = upload_looked(upload=upload)
    except SharedSafetyError as error:
        refused(request, error)
        return None
    if not looked.usable:
        messages.error(request, _("The file can’t be added as it is read now. Answer or mend what stands below."))
        return None
    return looked
