"""Coding away from the network: a spreadsheet out, looked at when it comes back, then saved."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sharedsafety.core.errors import SharedSafetyError
from sharedsafety.folder.coding_change import coding_texts
from sharedsafety.folder.work_sheet_out import work_sheet_bytes
from sharedsafety.folder.work_sheet_take import TakenSheet
from sharedsafety_web.core.access import community_page
from sharedsafety_web.core.shown import language, page_shown
from sharedsafety_web.investments.forms.coding import SheetConfirmForm, SheetForm, sheet_confirm_form
from sharedsafety_web.investments.selectors.sheet import last_decisions, sheet_looked, sheet_of
from sharedsafety_web.investments.services.sheet import GivenProgram, SheetSaved, sheet_save
from sharedsafety_web.investments.views.shown import refused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@community_page("code")
def sheet(request: HttpRequest, community: Any) -> HttpResponse:
    """Show how a spreadsheet is got, filled and taken back."""
    return page_shown(request, community, "investments/sheet.html", form=SheetForm())


@require_GET
@community_page("code")
def download(request: HttpRequest, community: Any) -> HttpResponse:
    """Hand out the person's own work list as a spreadsheet."""
    tongue = language().split("-")[0]
    try:
        content = work_sheet_bytes(sheet_of(community=community, person=request.user, language=tongue), tongue)
    except SharedSafetyError as error:
        refused(request, error)
        return redirect("money_sheet", community.slug)
    name = f"{community.slug}-coding-{request.user.pk}.xlsx"
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_POST
@community_page("code")
def look(request: HttpRequest, community: Any) -> HttpResponse:
    """Show what a spreadsheet would save, what is in conflict, and what is wrong; nothing is stored."""
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose the filled spreadsheet first."))
        return redirect("money_sheet", community.slug)
    file = form.cleaned_data["sheet"]
    about = {"community": community, "person": request.user}
    try:
        taken = sheet_looked(**about, content=file.read(), shown_as=file.name)
        confirmed = sheet_confirm_form(_codings(taken, last_decisions(**about)))
    except SharedSafetyError as error:
        findings = [found.as_row(language()) for found in error.findings]
        return page_shown(request, community, "investments/sheet.html", form=SheetForm(), findings=findings)
    told = {
        "taken": taken,
        "form": confirmed,
        "findings": [found.as_row(language()) for found in taken.findings],
        "doubts": any(change.is_doubtful for change in taken.changes),
    }
    return page_shown(request, community, "investments/sheet_look.html", **told)


@require_POST
@community_page("code")
def confirm(request: HttpRequest, community: Any) -> HttpResponse:
    """Save what was looked at; what was saved elsewhere meanwhile, or may name a person, is left out and said."""
    form = SheetConfirmForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was saved: upload the spreadsheet again."))
        return redirect("money_sheet", community.slug)
    given = [GivenProgram(program=program, rows=rows, before=before) for program, rows, before in form.given]
    try:
        saved = sheet_save(community=community, person=request.user, given=given)
    except SharedSafetyError as error:
        refused(request, error)
        return redirect("money_sheet", community.slug)
    _tell(request, saved, doubtful=len(form.cleaned_data["codings"]) - len(given))
    return redirect("money_coding", community.slug)


def _codings(taken: TakenSheet, last: Any) -> list[tuple[str, list[dict[str, str]], int | None]]:
    return [
        (each.program_key, [coding_texts(row) for row in each.rows], last.get(each.program_key))
        for each in taken.changes
    ]


def _tell(request: HttpRequest, saved: SheetSaved, *, doubtful: int) -> None:
    messages.success(request, _("Saved from the spreadsheet: %d.") % len(saved.saved))
    if doubtful:
        messages.warning(request, _("Left out, because a reason may name a person and nobody looked: %d.") % doubtful)
    for found in saved.left_out:
        messages.warning(request, _("Left out: %s") % found.sentence(language()))
    for found in saved.findings:
        messages.warning(request, _("Kept, but not in the folder yet: %s") % found.sentence(language()))
