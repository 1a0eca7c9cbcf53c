"""The page of one program, with its form as it is or as it came back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from sharedsafety.core.findings import Finding
from sharedsafety.folder.coding_change import coding_texts
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety_web.core.shown import language
from sharedsafety_web.investments.forms.coding import CodingForm, coding_forms
from sharedsafety_web.investments.selectors.codings import rows_of
from sharedsafety_web.investments.selectors.program import ProgramPage, program_page
from sharedsafety_web.investments.views.shown import desk_page


def program_shown(
    request: HttpRequest,
    community: Any,
    program: str,
    *,
    form: CodingForm | None = None,
    shares: Any = None,
    findings: Sequence[Finding] = (),
    take: bool = False,
) -> HttpResponse:
    """Return the page of a program; a form that came back is shown as it was filled, with what is wrong."""

    def content() -> dict[str, Any]:
        page = program_page(community=community, person=request.user, program=program, language=language())
        if page is None:
            raise Http404
        own = page.own.pk if page.own else None
        filled, rows = coding_forms(program, own, _initial(page, take))
        if form is not None and any(found.code == "coding-saved-meanwhile" for found in findings):
            # What was saved stands on the page now, so the next save may take its place.
            form.data = {name: form.data[name] for name in form.data} | {"before": own}
        return {
            "page": page,
            "form": form or filled,
            "shares": rows if form is None else shares,
            "findings": [found.as_row(language()) for found in findings],
            "doubts": form is not None and form.is_valid() and form.has_doubts,
            "families": families(),
        }

    return desk_page(request, community, "investments/program.html", content)


def _initial(page: ProgramPage, take: bool) -> list[Mapping[str, str]]:
    """Return what the form is filled with: one's own coding, or the suggestion where it was asked for."""
    if page.own:
        return [coding_texts(row) for row in rows_of(page.own)]
    if take and page.codings.proposal:
        # Whoever takes it has read the program: they say why, and what the shares rest on.
        return [{**coding_texts(row), "note": "", "basis": "E"} for row in page.codings.proposal]
    if take and page.suggestion:
        return [coding_texts(row) for row in page.suggestion.rows]
    if take and page.codings.status == "unreviewed":
        return [coding_texts(row) for row in page.codings.in_folder]
    return []


def families() -> list[tuple[str, list[Any]]]:
    """Return the families of the taxonomy, each with its categories."""
    tax = taxonomy()
    return [(code, [each for each in tax.categories if each.family == code]) for code in tax.families]
