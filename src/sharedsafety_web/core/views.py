"""Pages of the workspace about a community's folder, its people and its record."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from sharedsafety_web.core import selectors
from sharedsafety_web.core.access import community_page
from sharedsafety_web.core.installation import installation_facts
from sharedsafety_web.core.models import Community


@require_GET
@community_page("view")
def checks(request: HttpRequest, community: Community) -> HttpResponse:
    """Show what the newest check found, each with place, sentence and fix."""
    check = selectors.check_latest(community=community)
    rows = selectors.check_rows(check=check, language=get_language() or "en")
    may = selectors.permission_names(user=request.user, community=community)
    context = {"community": community, "check": check, "rows": rows, "may": may}
    return render(request, "workspace/checks.html", context)


@require_GET
@community_page("people")
def people(request: HttpRequest, community: Community) -> HttpResponse:
    """Show who has which role, and what each role may do."""
    language = get_language() or "en"
    members = [
        {"email": member.user.email, "role": member.role_name(language)}
        for member in selectors.membership_list(community=community)
    ]
    heads, rows = selectors.role_table(language=language)
    context = {"community": community, "members": members, "heads": heads, "rows": rows}
    return render(request, "workspace/people.html", context)


@require_GET
@community_page("record")
def record(request: HttpRequest, community: Community) -> HttpResponse:
    """Show the record of actions, and whether its chain holds."""
    context = {
        "community": community,
        "entries": selectors.record_of(community=community, language=get_language() or "en"),
        "broken": selectors.record_broken(),
    }
    return render(request, "workspace/record.html", context)


@require_GET
@login_required
def installation(request: HttpRequest) -> HttpResponse:
    """Show how this installation keeps its data."""
    return render(request, "workspace/installation.html", {"facts": installation_facts()})
