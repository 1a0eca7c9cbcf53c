"""A pack of another community: looked at, taken, taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from sharedsafety.core.errors import SharedSafetyError
from sharedsafety.folder.framework_file import pack_text
from sharedsafety_web.core.access import community_page
from sharedsafety_web.core.selectors import permission_names
from sharedsafety_web.core.shown import language
from sharedsafety_web.framework.forms import PackConfirmForm, PackForm
from sharedsafety_web.framework.selectors.packs import pack_looked
from sharedsafety_web.framework.services.packs import pack_take, pack_undo
from sharedsafety_web.framework.views.shared import done, to


@require_POST
@community_page("framework")
def look(request: HttpRequest, community: Any) -> HttpResponse:
    """Show what taking a pack would change; nothing is written."""
    form = PackForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, form.faults)
        return to("framework", community.slug)
    try:
        found = pack_looked(community=community, given=form.cleaned_data["pack"].read())
    except SharedSafetyError as error:
        for finding in error.findings:
            messages.error(request, finding.sentence(language()))
        return to("framework", community.slug)
    told = {
        "community": community,
        "may": permission_names(user=request.user, community=community),
        "found": found,
        "noticed": [each.sentence(language()) for each in found.noticed],
        "form": PackConfirmForm(initial={"text": pack_text(found.pack), "before": found.before}),
    }
    return render(request, "framework/pack_look.html", told)


@require_POST
@community_page("framework")
def confirm(request: HttpRequest, community: Any) -> HttpResponse:
    """Take the pack that was looked at; where somebody else was faster, nothing is written."""
    form = PackConfirmForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.faults)
        return to("framework", community.slug)
    text, before = form.cleaned_data["text"], form.cleaned_data["before"]
    return done(
        request,
        to("framework", community.slug),
        lambda: pack_take(community=community, given=text.encode("utf-8"), before=before, person=request.user),
    )


@require_POST
@community_page("framework")
def undo(request: HttpRequest, community: Any, pk: int) -> HttpResponse:
    """Take the last pack back."""
    return done(
        request,
        to("framework", community.slug),
        lambda: pack_undo(community=community, pk=pk, person=request.user),
    )
