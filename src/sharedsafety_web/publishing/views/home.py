"""The workspace's home and a community's page."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from sharedsafety_web.core.access import community_page
from sharedsafety_web.publishing.overview import community_overview, home_overview


@require_GET
@login_required
def workspace(request: HttpRequest) -> HttpResponse:
    """Show what to do next, then the communities."""
    home = home_overview(user=request.user, language=get_language() or "en")
    return render(request, "publishing/workspace.html", {"home": home})


@require_GET
@community_page("view")
def community(request: HttpRequest, community: Any) -> HttpResponse:
    """Show one community: its check, releases, jobs and chapters."""
    overview = community_overview(community=community, user=request.user, language=get_language() or "en")
    return render(request, "publishing/community.html", {"community": community, "overview": overview})
