"""Audits of coded dollars: drawn, coded again blind, and the most that can be coded wrong."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sharedsafety.core.errors import SharedSafetyError
from sharedsafety.core.findings import Finding
from sharedsafety.core.spreadsheet_cells import csv_text
from sharedsafety.folder.given_table import given_table
from sharedsafety.folder.one_table import table_values_of
from sharedsafety.folder.shape import given_shape
from sharedsafety.investments.dollar_audit import AuditResult
from sharedsafety_web.core.access import community_page
from sharedsafety_web.core.shown import language, page_shown
from sharedsafety_web.investments.forms.coding import ROWS, AuditForm, DrawForm, ResultsForm, Shares
from sharedsafety_web.investments.selectors.audit import LINE_COLUMNS, AuditPage, audit_page, audit_room, lines_csv
from sharedsafety_web.investments.selectors.program import program_page
from sharedsafety_web.investments.services.audit import audit_answer, audit_draw, audit_results
from sharedsafety_web.investments.views.coding_shown import families
from sharedsafety_web.investments.views.shown import desk_page, refused

_RESULTS = "audit_results.csv"


@require_GET
@community_page("view")
def audits(request: HttpRequest, community: Any) -> HttpResponse:
    """Show all audits, the newest first, and the form to draw another."""

    def content() -> dict[str, Any]:
        room = audit_room(community=community, person=request.user, language=language())
        return {"room": room, "form": DrawForm()}

    return desk_page(request, community, "investments/audits.html", content)


@require_POST
@community_page("code")
def draw(request: HttpRequest, community: Any) -> HttpResponse:
    """Draw a sample and keep it."""
    form = DrawForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The seed is a whole number from 0 on."))
        return redirect("money_audits", community.slug)
    try:
        made = audit_draw(community=community, person=request.user, seed=form.cleaned_data["seed"])
    except SharedSafetyError as error:
        refused(request, error)
        return redirect("money_audits", community.slug)
    return redirect("money_audit", community.slug, made.pk)


@require_GET
@community_page("view")
def audit(request: HttpRequest, community: Any, pk: int) -> HttpResponse:
    """Show one audit: what is to be coded again, and what came of it."""
    return _shown(request, community, pk)


@require_GET
@community_page("view")
def lines(request: HttpRequest, community: Any, pk: int) -> HttpResponse:
    """Hand out the drawn lines as a table, without the coding."""
    found = _page(request, community, pk)
    if found is None:
        return redirect("money_audits", community.slug)
    name = f"{community.slug}-audit-{pk}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(lines_csv(found.audit), content_type="text/csv; charset=utf-8", headers=headers)


@require_GET
@community_page("code")
def program(request: HttpRequest, community: Any, pk: int, program: str) -> HttpResponse:
    """Show one drawn program and the form to code it again; how it was coded is not shown."""
    blank = Shares(initial=[{} for _ in range(ROWS)], prefix="share")
    return _program_shown(request, community, pk, program, form=AuditForm(initial={"program": program}), shares=blank)


@require_POST
@community_page("code")
def answer(request: HttpRequest, community: Any, pk: int) -> HttpResponse:
    """Keep what a second person codes a program as, and go back to the list."""
    form, shares = AuditForm(request.POST), Shares(request.POST, prefix="share")
    key, found = str(request.POST.get("program", "")), _page(request, community, pk)
    if found is None:
        return redirect("money_audits", community.slug)
    if not (form.is_valid() and shares.is_valid()):
        return _program_shown(request, community, pk, key, form=form, shares=shares)
    given = {"program": key, "rows": form.cells(shares.forms), "note": form.cleaned_data["note"]}
    try:
        taint = audit_answer(audit=found.audit, person=request.user, **given)
    except SharedSafetyError as error:
        return _program_shown(request, community, pk, key, form=form, shares=shares, findings=error.findings)
    if taint:
        messages.success(request, _("Saved. It was coded otherwise; both stand in the list now."))
    else:
        messages.success(request, _("Saved. It was coded the same way."))
    return redirect("money_audit", community.slug, pk)


@require_POST
@community_page("code")
def results(request: HttpRequest, community: Any, pk: int) -> HttpResponse:
    """Take the answers of a table."""
    form, found = ResultsForm(request.POST, request.FILES), _page(request, community, pk)
    if found is None or not form.is_valid():
        messages.error(request, _("Choose the table with the answers first."))
        return redirect("money_audits", community.slug)
    file = form.cleaned_data["results"]
    try:
        given = _results(file)
        new = audit_results(audit=found.audit, person=request.user, results=given, file=file.name)
    except SharedSafetyError as error:
        return _shown(request, community, pk, error.findings)
    messages.success(request, _("Taken: answers to %d lines.") % new)
    return redirect("money_audit", community.slug, pk)


def _results(file: Any) -> tuple[AuditResult, ...]:
    """Return the answers in a table; the columns that the drawn lines were handed out with may stand in it too."""
    shape = given_shape(_RESULTS)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "given"
        path.write_bytes(file.read())
        with given_table(path, file.name) as table:
            wanted = {column.name for column in shape.columns}
            passed = set(LINE_COLUMNS) - wanted
            kept = [place for place, name in enumerate(table.header) if name not in passed]
            lines = [table.header, *(cells for _, cells in table.lines)]
            text = csv_text([[cells[place] for place in kept if place < len(cells)] for cells in lines])
        answers = Path(scratch) / _RESULTS
        answers.write_text(text, encoding="utf-8")
        return table_values_of(answers, shape, AuditResult)


def _page(request: HttpRequest, community: Any, pk: int) -> AuditPage | None:
    try:
        return audit_page(community=community, person=request.user, pk=pk, language=language())
    except SharedSafetyError as error:
        refused(request, error)
        return None


def _shown(request: HttpRequest, community: Any, pk: int, findings: Sequence[Finding] = ()) -> HttpResponse:
    found = _page(request, community, pk)
    if found is None:
        return redirect("money_audits", community.slug)
    told = [each.as_row(language()) for each in findings]
    return page_shown(request, community, "investments/audit.html", found=found, form=ResultsForm(), findings=told)


def _program_shown(
    request: HttpRequest, community: Any, pk: int, program: str, *, form: AuditForm, shares: Any,
    findings: Sequence[Finding] = (),
) -> HttpResponse:  # fmt: skip
    found = _page(request, community, pk)
    drawn = next((each for each in found.programs if each.program_key == program), None) if found else None
    if found is None or drawn is None:
        return redirect("money_audits", community.slug)
    page = program_page(community=community, person=request.user, program=program, language=language())
    if page is None or drawn.answer or drawn.mine:
        return redirect("money_audit", community.slug, pk)
    told = {"audit": found.audit, "drawn": drawn, "page": page, "form": form, "shares": shares}
    rows = [each.as_row(language()) for each in findings]
    return page_shown(request, community, "investments/audit_program.html", **told, findings=rows, families=families())
