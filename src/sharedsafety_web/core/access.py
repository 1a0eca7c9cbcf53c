"""The door of every workspace page: signed in, member of this community, allowed to do this; else not found."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from sharedsafety_web.core.selectors import community_seen

View = Callable[..., HttpResponse]


def community_page(permission: str) -> Callable[[View], View]:
    """Return a decorator: the view gets the community of ``slug``; others can't even learn that it exists."""

    def opened(view: View) -> View:
        @login_required
        @wraps(view)
        def page(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
            community = community_seen(user=request.user, slug=slug, permission=permission)
            if community is None:
                raise Http404
            return view(request, community, **kwargs)

        return page

    return opened
