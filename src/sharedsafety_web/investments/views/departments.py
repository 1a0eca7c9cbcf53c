"""Departments check their programs; replies and mandates are written down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sharedsafety.core.errors import SharedSafetyError
from sharedsafety_web.core.access import community_page
from sharedsafety_web.core.shown import language, page_shown
from sharedsafety_web.investments.forms.replies import AskedForm, DecideForm, MandateForm, PrintedForm, ReplyForm
from sharedsafety_web.investments.selectors.departments import (
    department_list,
    department_page,
    program_names,
    reply_list,
)
from sharedsafety_web.investments.selectors.desk import money_desk
from sharedsafety_web.investments.services import replies as services
from sharedsafety_web.investments.views.shown import desk_page, refused


@require_GET
@community_page("view")
def departments(request: HttpRequest, community: Any) -> HttpResponse:
    """Show every department, whether it was asked, and what came."""

    def content() -> dict[str, Any]:
        return {"rows": department_list(community=community, today=timezone.localdate())}

    return desk_page(request, community, "investments/departments.html", content)


@require_GET
@community_page("view")
def department(request: HttpRequest, community: Any, department: str) -> HttpResponse:
    """Show one department's programs on one page, to print or to send, and the forms for what came back."""

    def content() -> dict[str, Any]:
        today = timezone.localdate()
        about = {"community": community, "person": request.user, "today": today, "language": language()}
        found = department_page(department=department, **about)
        if found is None:
            raise Http404
        asked = AskedForm(initial={"department": found.row.name, "asked_on": today})
        reply = ReplyForm(initial={"received_on": today, "from_kind": "department", "from_name": found.row.name})
        return {"found": found, "asked_form": asked, "reply_form": reply, "today": today}

    return desk_page(request, community, "investments/department.html", content)


@require_GET
@community_page("view")
def replies(request: HttpRequest, community: Any) -> HttpResponse:
    """Show every reply, from whomever it came, and what came of it."""

    def content() -> dict[str, Any]:
        form = ReplyForm(initial={"received_on": timezone.localdate(), "from_kind": "resident"})
        return {
            "replies": reply_list(community=community),
            "reply_form": form,
            "decide_form": DecideForm(auto_id=False),
            "programs": program_names(community=community),
        }

    return desk_page(request, community, "investments/replies.html", content)


@require_GET
@community_page("view")
def mandates(request: HttpRequest, community: Any) -> HttpResponse:
    """Show what law, courts and contracts bind."""

    def content() -> dict[str, Any]:
        mandates = money_desk(community=community).folder.mandates
        return {"mandates": mandates, "form": MandateForm(), "programs": program_names(community=community)}

    return desk_page(request, community, "investments/mandates.html", content)


@require_POST
@community_page("budget")
def asked(request: HttpRequest, community: Any) -> HttpResponse:
    """Write down that a department was asked, or that it answered."""
    form = AskedForm(request.POST)
    back = redirect("money_departments", community.slug)
    return _entered(request, community, form, back, lambda: services.department_asked(
        community=community, person=request.user, entry=form.cells))  # fmt: skip


@require_POST
@community_page("budget")
def reply(request: HttpRequest, community: Any) -> HttpResponse:
    """Write a reply down."""
    form = ReplyForm(request.POST)
    back = redirect("money_replies", community.slug)
    return _entered(request, community, form, back, lambda: services.reply_enter(
        community=community, person=request.user, entry=form.cells))  # fmt: skip


@require_POST
@community_page("budget")
def decide(request: HttpRequest, community: Any) -> HttpResponse:
    """Write down what came of a reply."""
    form = DecideForm(request.POST)
    back = redirect("money_replies", community.slug)
    about = {"community": community, "person": request.user, "day": timezone.localdate()}
    return _entered(request, community, form, back, lambda: services.reply_decide(**about, **form.cleaned_data))


@require_POST
@community_page("budget")
def mandate(request: HttpRequest, community: Any) -> HttpResponse:
    """Write down what binds money."""
    form = MandateForm(request.POST)
    back = redirect("money_mandates", community.slug)
    return _entered(request, community, form, back, lambda: services.mandate_enter(
        community=community, person=request.user, entry=form.cells))  # fmt: skip


def _entered(
    request: HttpRequest, community: Any, form: PrintedForm, back: HttpResponse, put: Callable[[], None]
) -> HttpResponse:
    """Return the way back after something was written, or the form again with what is wrong or to be looked at."""
    if not form.is_valid() or form.has_doubts:
        return page_shown(request, community, "investments/entry_again.html", form=form, doubts=form.is_valid())
    try:
        put()
    except SharedSafetyError as error:
        refused(request, error)
        return page_shown(request, community, "investments/entry_again.html", form=form, doubts=False)
    messages.success(request, _("Written into the folder."))
    return back
