"""What every view of the framework needs: the desk of a community, and words for the reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from sharedsafety.core.errors import SharedSafetyError
from sharedsafety_web.core.selectors import permission_names
from sharedsafety_web.core.shown import language
from sharedsafety_web.framework.forms import DeskForm, said
from sharedsafety_web.framework.selectors.desk import Desk, framework_desk


def desk_page(
    request: HttpRequest, community: Any, template: str, content: Callable[[Desk], dict[str, Any]]
) -> HttpResponse:
    """Return a page made from the community's folder; a folder that can't be read says why."""
    may = permission_names(user=request.user, community=community)
    try:
        desk = framework_desk(community=community, today=timezone.localdate(), language=language())
        told = {"community": community, "may": may, **content(desk)}
    except SharedSafetyError as error:
        template, told = (
            "framework/unreadable.html",
            {"community": community, "fault": error.finding.sentence(language())},
        )
    return render(request, template, told)


def entered(
    request: HttpRequest, community: Any, form: DeskForm, back: HttpResponse, put: Callable[[], object]
) -> HttpResponse:
    """Return the way back after a form was put into the folder, or the form again where it must be looked at."""
    if not form.is_valid():
        messages.error(request, form.faults)
        return back
    if form.has_doubts:
        return render(request, "framework/look_again.html", {"community": community, "form": form})
    return done(request, back, put)


def done(request: HttpRequest, back: HttpResponse, put: Callable[[], object]) -> HttpResponse:
    """Return the way back after something was written, or after the words that say why it was not."""
    try:
        put()
    except SharedSafetyError as error:
        for finding in error.findings:
            messages.error(request, finding.sentence(language()))
    else:
        messages.success(request, said("saved"))
    return back


def to(name: str, *args: str) -> HttpResponse:
    """Return the way to an address of the workspace."""
    return redirect(name, *args)
