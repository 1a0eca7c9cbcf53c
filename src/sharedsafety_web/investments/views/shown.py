"""What every page of this chapter is shown with, and what is said where a folder can't be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from sharedsafety.core.errors import SharedSafetyError
from sharedsafety_web.core.shown import language, page_shown


def desk_page(
    request: HttpRequest, community: Any, template: str, content: Callable[[], dict[str, Any]]
) -> HttpResponse:
    """Return a page made from the community's folder; a folder with faults says which, and what to do."""
    try:
        told = content()
    except SharedSafetyError as error:
        faults = [found.as_row(language()) for found in error.findings]
        return page_shown(request, community, "investments/faults.html", findings=faults)
    return page_shown(request, community, template, **told)


def refused(request: HttpRequest, error: SharedSafetyError) -> None:
    """Say above the next page why nothing was written."""
    for found in error.findings:
        messages.error(request, found.sentence(language()))
