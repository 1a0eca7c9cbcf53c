"""The door of the money chapter: what is loaded, and the rooms that work on it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from sharedsafety_web.core.access import community_page
from sharedsafety_web.investments.selectors.desk import money_desk
from sharedsafety_web.investments.views.shown import desk_page


@require_GET
@community_page("view")
def rooms(request: HttpRequest, community: Any) -> HttpResponse:
    """Show which money is loaded and where it is worked on."""
    return desk_page(request, community, "investments/rooms.html", lambda: {"desk": money_desk(community=community)})
