"""Disputes over codings: two reasons side by side, and the decision of somebody who is neither of the two."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sharedsafety.core.errors import SharedSafetyError
from sharedsafety_web.core.access import community_page
from sharedsafety_web.core.shown import language, page_shown
from sharedsafety_web.investments.forms.coding import SettleForm
from sharedsafety_web.investments.selectors.disputes import dispute_list, dispute_page
from sharedsafety_web.investments.services.coding import dispute_settle
from sharedsafety_web.investments.views.shown import desk_page, refused


@require_GET
@community_page("view")
def disputes(request: HttpRequest, community: Any) -> HttpResponse:
    """Show every program of which people say different things."""

    def content() -> dict[str, Any]:
        return {"jobs": dispute_list(community=community, person=request.user)}

    return desk_page(request, community, "investments/disputes.html", content)


@require_GET
@community_page("view")
def dispute(request: HttpRequest, community: Any, program: str) -> HttpResponse:
    """Show what each side says and why; one that is settled, or that one has to code blind, leads to the program."""
    return _shown(request, community, program, SettleForm())


@require_POST
@community_page("adjudicate")
def settle(request: HttpRequest, community: Any) -> HttpResponse:
    """Settle a dispute."""
    form = SettleForm(request.POST)
    key = str(request.POST.get("program", ""))
    if not form.is_valid():
        messages.error(request, _("Choose one of the codings and write the reason."))
        return _shown(request, community, key, form)
    if form.has_doubts:
        return _shown(request, community, key, form, doubts=True)
    try:
        found = dispute_page(community=community, person=request.user, program=key, language=language())
        about = {"community": community, "person": request.user, "seen": found.page.seen if found else {}}
        dispute_settle(**about, **form.cleaned_data)
    except SharedSafetyError as error:
        refused(request, error)
        return _shown(request, community, key, form)
    messages.success(request, _("Settled. The reason stands beside the coding."))
    return redirect("money_disputes", community.slug)


def _shown(
    request: HttpRequest, community: Any, program: str, form: SettleForm, *, doubts: bool = False
) -> HttpResponse:
    try:
        found = dispute_page(community=community, person=request.user, program=program, language=language())
    except SharedSafetyError as error:
        faults = [each.as_row(language()) for each in error.findings]
        return page_shown(request, community, "investments/faults.html", findings=faults)
    if found is None:
        return redirect("money_program", community.slug, program) if program else redirect("money", community.slug)
    return page_shown(request, community, "investments/dispute.html", found=found, form=form, doubts=doubts)
