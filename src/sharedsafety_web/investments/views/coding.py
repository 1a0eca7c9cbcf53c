"""Coding as work for people: the work list, one page a program, and disputes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sharedsafety.core.errors import SharedSafetyError
from sharedsafety.investments.coded_dollars import coded_dollars
from sharedsafety_web.core.access import community_page
from sharedsafety_web.core.shown import language
from sharedsafety_web.investments.forms.coding import CarryForm, CodingForm, Shares
from sharedsafety_web.investments.selectors.audit import last_audit
from sharedsafety_web.investments.selectors.program import program_page
from sharedsafety_web.investments.selectors.work import PARTS, SHOWN, coding_work, next_program
from sharedsafety_web.investments.services.checks import checks_write
from sharedsafety_web.investments.services.coding import Saved, coding_carry, coding_save
from sharedsafety_web.investments.views.coding_shown import program_shown
from sharedsafety_web.investments.views.shown import desk_page, refused


@require_GET
@community_page("view")
def work(request: HttpRequest, community: Any) -> HttpResponse:
    """Show what is to be coded, largest first; ``?part=`` shows all of one part."""
    part = request.GET.get("part", "")

    def content() -> dict[str, Any]:
        found = coding_work(community=community, person=request.user)
        whole = part if part in PARTS else None
        quality = coded_dollars(found.desk.cents, found.desk.folder.coding)
        told = {"quality": quality, "audited": last_audit(community=community)}
        return {"work": found, "whole": whole, "shown": None if whole else SHOWN, **told}

    return desk_page(request, community, "investments/coding.html", content)


@require_GET
@community_page("view")
def program(request: HttpRequest, community: Any, program: str) -> HttpResponse:
    """Show one program and the form to code it; ``?take=1`` fills the form with what is suggested."""
    return program_shown(request, community, program, take=bool(request.GET.get("take")))


@require_POST
@community_page("code")
def save(request: HttpRequest, community: Any) -> HttpResponse:
    """Keep one person's coding, put it into the folder, and go on to the next program."""
    form, shares = CodingForm(request.POST), Shares(request.POST, prefix="share")
    key = str(request.POST.get("program", ""))
    if not key:
        return redirect("money_coding", community.slug)
    if not (form.is_valid() and shares.is_valid()) or form.has_doubts:
        return program_shown(request, community, key, form=form, shares=shares)
    name, seen = _seen(request, community, key)
    about = {"community": community, "person": request.user, "program": key, "seen": seen}
    try:
        saved = coding_save(**about, rows=form.cells(shares.forms), before=form.cleaned_data["before"])
    except SharedSafetyError as error:
        return program_shown(request, community, key, form=form, shares=shares, findings=error.findings)
    _tell(request, saved, name)
    if request.POST.get("stay") or saved.findings:
        return redirect("money_program", community.slug, key)
    return _onward(request, community, key)


@require_POST
@community_page("code")
def carry(request: HttpRequest, community: Any) -> HttpResponse:
    """Put the coding of a program that is gone under the program that it became."""
    form = CarryForm(request.POST)
    if form.is_valid():
        try:
            coding_carry(community=community, person=request.user, **form.cleaned_data)
            messages.success(request, _("The coding stands under the new name now."))
        except SharedSafetyError as error:
            refused(request, error)
    return redirect("money_coding", community.slug)


@require_POST
@community_page("code")
def checks(request: HttpRequest, community: Any) -> HttpResponse:
    """Put the agreement and the audit bound into the folder."""
    try:
        written = checks_write(community=community, person=request.user)
        messages.success(request, _("Put into the folder: %d.") % len(written))
    except SharedSafetyError as error:
        refused(request, error)
    return redirect("money_coding", community.slug)


def _seen(request: HttpRequest, community: Any, key: str) -> tuple[str, Mapping[str, int]]:
    """Return a program's name and what it spends; where the folder has faults its key alone: the coding is kept."""
    try:
        page = program_page(community=community, person=request.user, program=key, language=language())
    except SharedSafetyError:
        return key, {}
    if page is None:
        raise Http404
    return page.program.name, page.seen


def _onward(request: HttpRequest, community: Any, key: str) -> HttpResponse:
    try:
        following = next_program(community=community, person=request.user, after=key)
    except SharedSafetyError:  # the list says what is wrong with the folder
        return redirect("money_coding", community.slug)
    if following is None:
        messages.success(request, _("Nothing is left for you to code."))
        return redirect("money_coding", community.slug)
    return redirect("money_program", community.slug, following)


def _tell(request: HttpRequest, saved: Saved, name: str) -> None:
    told = {
        "single": _("Saved: %(program)s, coded by one person."),
        "double": _("Saved: %(program)s. Two people say the same."),
        "adjudicated": _("Saved: %(program)s. It was settled before and stays so."),
        "disputed": _("Saved: %(program)s. Somebody else says something different: it is in the list of disputes."),
    }[saved.outcome]
    messages.success(request, told % {"program": name})
    for found in saved.findings:
        messages.warning(request, _("Kept, but not in the folder yet: %s") % found.sentence(language()))
