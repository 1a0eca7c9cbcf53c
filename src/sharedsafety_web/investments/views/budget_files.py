"""The budget files of a community: the list, one document led to its rows, a new file brought, the last taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sharedsafety.core.errors import SharedSafetyError
from sharedsafety.investments.upload_limits import upload_limits
from sharedsafety_web.core.access import community_page
from sharedsafety_web.core.shown import language, page_shown
from sharedsafety_web.investments.forms.budget_file import BudgetUploadForm
from sharedsafety_web.investments.selectors.budget_document import budget_document, document_page
from sharedsafety_web.investments.selectors.budget_files import budget_files
from sharedsafety_web.investments.services.budget_adding import budget_undo
from sharedsafety_web.investments.services.budget_files import upload_keep
from sharedsafety_web.investments.views.shown import desk_page, refused


@require_GET
@community_page("view")
def files(request: HttpRequest, community: Any) -> HttpResponse:
    """Show every document that is loaded, and the form to add a file."""
    return files_shown(request, community, findings=())


@require_POST
@community_page("budget")
def upload(request: HttpRequest, community: Any) -> HttpResponse:
    """Keep a file and show how it would be read; one that can't be read is refused with its place and what to do."""
    form = BudgetUploadForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose a file first; an empty file can’t be read."))
        return redirect("money_files", community.slug)
    try:
        same = upload_keep(community=community, person=request.user, given=form.cleaned_data["file"])
    except SharedSafetyError as error:
        return files_shown(request, community, findings=error.findings)
    if same:
        told = {"documents": ", ".join(same)}
        messages.info(request, _("This very file is loaded already, as %(documents)s. Nothing was changed.") % told)
        return redirect("money_files", community.slug)
    return redirect("money_file_new", community.slug)


@require_POST
@community_page("budget")
def undo(request: HttpRequest, community: Any, pk: int) -> HttpResponse:
    """Take the last file back."""
    try:
        budget_undo(community=community, pk=pk, person=request.user)
        messages.success(request, _("Taken back: the folder is as it was before."))
    except SharedSafetyError as error:
        refused(request, error)
    return redirect("money_files", community.slug)


@require_GET
@community_page("view")
def document(request: HttpRequest, community: Any, doc_id: str) -> HttpResponse:
    """Show one document: its difference, what could explain it, its sums, and what is not in them."""

    def content() -> dict[str, Any]:
        found = budget_document(community=community, doc_id=doc_id)
        if found is None:
            raise Http404
        return {"found": found, "findings": [each.as_row(language()) for each in found.findings]}

    return desk_page(request, community, "investments/budget_document.html", content)


@require_GET
@community_page("view")
def lines(request: HttpRequest, community: Any, doc_id: str) -> HttpResponse:
    """Show the lines of a document, of one department or fund where it is asked for, each with its row and column."""

    def content() -> dict[str, Any]:
        found = budget_document(community=community, doc_id=doc_id)
        if found is None:
            raise Http404
        where, page = document_page(found=found, asked=request.GET.dict())
        query = request.GET.copy()
        query.pop("page", None)
        heading = where.get("department") or where.get("fund") or found.document.title
        return {"found": found, "where": where, "page": page, "query": query.urlencode(), "heading": heading}

    return desk_page(request, community, "investments/budget_lines.html", content)


def files_shown(request: HttpRequest, community: Any, *, findings: Any) -> HttpResponse:
    """Return the list of documents, with what is wrong with a file that was just brought."""
    found = budget_files(community=community, person=request.user)
    told = {
        "files": found,
        "faults": [each.as_row(language()) for each in found.findings],
        "findings": [each.as_row(language()) for each in findings],
        "form": BudgetUploadForm(),
        "limits": upload_limits(),
    }
    return page_shown(request, community, "investments/budget_files.html", **told)
