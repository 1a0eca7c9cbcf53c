"""What pages of the workspace are shown with, whichever chapter they are of: the reader's language and rights."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from sharedsafety_web.core.selectors import permission_names


def language() -> str:
    """Return the language of the reader, without its region."""
    return (get_language() or "en").split("-")[0]


def page_shown(request: HttpRequest, community: Any, template: str, **told: Any) -> HttpResponse:
    """Return a page of a community with what the reader may do there."""
    may = permission_names(user=request.user, community=community)
    return render(request, template, {"community": community, "may": may, **told})
