"""A draft as the public will see it, its review, its signature; withdrawing; comparing two releases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sharedsafety.core.errors import SharedSafetyError
from sharedsafety_web.core.access import community_page
from sharedsafety_web.core.public_files import TYPES
from sharedsafety_web.publishing.desk import release_desk
from sharedsafety_web.publishing.forms import DissentForm, PublicWords, ReasonForm, SignForm, form_faults
from sharedsafety_web.publishing.models import Release
from sharedsafety_web.publishing.selectors import preview_file, release_comparison, release_numbered
from sharedsafety_web.publishing.services.reviewing import (
    dissent_add,
    release_approve,
    release_send_back,
    table_let_go,
)
from sharedsafety_web.publishing.services.signing import release_sign, release_undo
from sharedsafety_web.publishing.services.withdrawing import release_withdraw
from sharedsafety_web.publishing.views.look_again import look_again


@require_GET
@community_page("view")
def release(request: HttpRequest, community: Any, pk: int) -> HttpResponse:
    """Show where a release stands, what the gate found, and what one may do with it."""
    desk = release_desk(release=_release_or_404(community, pk), user=request.user, language=get_language() or "en")
    told = {"community": community, "desk": desk, "undo_hours": settings.UNDO_HOURS}
    return render(request, "publishing/release.html", told)


@require_GET
@community_page("view")
def preview(request: HttpRequest, community: Any, pk: int, path: str) -> HttpResponse:
    """Show one file of a draft exactly as the public will see it."""
    file = preview_file(release=_release_or_404(community, pk), path=path)
    if file is None:
        raise Http404
    return HttpResponse(file.read_bytes(), content_type=TYPES[file.suffix])


@require_POST
@community_page("review")
def approve(request: HttpRequest, community: Any, pk: int) -> HttpResponse:
    """Approve a draft for one seat."""
    seat = request.POST.get("seat", "")
    return _done(request, community, pk, lambda one: release_approve(release=one, seat=seat, person=request.user))


@require_POST
@community_page("review")
def send_back(request: HttpRequest, community: Any, pk: int) -> HttpResponse:
    """Send a draft or one of its tables back, with a reason that is published."""
    return _with_form(
        request,
        community,
        pk,
        ReasonForm(request.POST),
        lambda one, told: release_send_back(release=one, person=request.user, **told),
    )


@require_POST
@community_page("sign")
def sign(request: HttpRequest, community: Any, pk: int) -> HttpResponse:
    """Sign a draft that everybody who has to has approved."""
    return _with_form(
        request,
        community,
        pk,
        SignForm(request.POST),
        lambda one, told: release_sign(release=one, user=request.user, **told),
    )


@require_POST
@community_page("sign")
def undo(request: HttpRequest, community: Any, pk: int) -> HttpResponse:
    """Take a signed release back before it is public."""
    return _done(request, community, pk, lambda one: release_undo(release=one, user=request.user))


@require_POST
@community_page("withdraw")
def withdraw(request: HttpRequest, community: Any, pk: int) -> HttpResponse:
    """Withdraw a public release; a page stays that says when, who and why."""

    def gone(one: Release, told: dict[str, Any]) -> None:
        release_withdraw(release=one, user=request.user, reason=told["reason"])

    return _with_form(request, community, pk, ReasonForm(request.POST), gone)


@require_POST
@community_page("withdraw")
def let_go(request: HttpRequest, community: Any) -> HttpResponse:
    """Let later releases show a table again that was held back."""
    table_let_go(community=community, table=request.POST.get("table", ""), person=request.user)
    return redirect("community", community.slug)


@require_POST
@community_page("publish")
def add_dissent(request: HttpRequest, community: Any) -> HttpResponse:
    """Add a minority statement to the releases that follow."""
    form = DissentForm(request.POST)
    if form.is_valid() and form.doubts:
        return look_again(request, community, form)
    if form.is_valid():
        dissent_add(community=community, person=request.user, **form.cleaned_data)
        messages.success(request, _("The next release prints it, unedited."))
    else:
        messages.error(request, _("Write who says it, and the statement."))
    return redirect("community", community.slug)


@require_GET
@community_page("view")
def compare(request: HttpRequest, community: Any, earlier: int, later: int) -> HttpResponse:
    """Show what a release told differently from another one."""
    told = release_comparison(community=community, earlier=earlier, later=later, language=get_language() or "en")
    if told is None:
        raise Http404
    numbers = {"earlier": earlier, "later": later}
    return render(request, "publishing/compare.html", {"community": community, "told": told, **numbers})


def _with_form(
    request: HttpRequest, community: Any, pk: int, form: Form, step: Callable[[Release, dict[str, Any]], object]
) -> HttpResponse:
    if not form.is_valid():
        messages.error(request, form_faults(form))
        return redirect("release", community.slug, pk)
    if isinstance(form, PublicWords) and form.doubts:
        return look_again(request, community, form)
    return _done(request, community, pk, lambda one: step(one, form.cleaned_data))


def _done(request: HttpRequest, community: Any, pk: int, step: Callable[[Release], object]) -> HttpResponse:
    """Take one step and go back to the release; what can't be done is said in words."""
    try:
        step(_release_or_404(community, pk))
    except SharedSafetyError as error:
        messages.error(request, error.finding.sentence(get_language() or "en"))
    return redirect("release", community.slug, pk)


def _release_or_404(community: Any, pk: int) -> Release:
    found = release_numbered(community=community, pk=pk)
    if found is None:
        raise Http404
    return found
