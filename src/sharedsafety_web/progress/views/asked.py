"""Pages about what people asked to measure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sharedsafety.core.errors import SharedSafetyError
from sharedsafety_web.core.access import community_page
from sharedsafety_web.core.shown import language, page_shown
from sharedsafety_web.progress import selectors, services
from sharedsafety_web.progress.asked import asked_page, form_questions, given_texts
from sharedsafety_web.progress.views.shown import folder_faults


@require_GET
@community_page("view")
def asked(request: HttpRequest, community: Any, candidate: str = "") -> HttpResponse:
    """Show what people asked to measure, with the form of one of them or an empty one."""
    page = asked_page(community=community, candidate=candidate, language=language())
    if page is None:
        return folder_faults(request, community)
    if candidate and not page.known:
        raise Http404
    return page_shown(request, community, "progress/asked.html", page=page)


@require_POST
@community_page("enter")
def asked_save(request: HttpRequest, community: Any) -> HttpResponse:
    """Save what people asked to measure; faults, and words that could name a person, are shown first."""
    texts = given_texts(request.POST)
    before, own = request.POST.get("before", ""), request.POST.get("own", "")
    change = selectors.candidate_to_save(community=community, texts=texts, before=before, own=own)
    looked = request.POST.get("looked") == "on"
    if change.content is not None and (looked or not change.doubts):
        try:
            candidate = texts["id"]
            services.candidate_write(community=community, user=request.user, change=change, candidate=candidate)
            messages.success(request, _("Saved. The public page shows it with the next release."))
            return redirect("asked", community.slug)
        except SharedSafetyError as error:
            change = replace(change, findings=(error.finding,))
    page = asked_page(community=community, candidate="", language=language())
    if page is None:
        return folder_faults(request, community)
    page = replace(page, questions=form_questions(texts, language()), own=own)
    told = {
        "findings": [found.as_row(language()) for found in change.findings],
        "doubts": [found.sentence(language()) for found in change.doubts],
    }
    return page_shown(request, community, "progress/asked.html", page=page, **told)
