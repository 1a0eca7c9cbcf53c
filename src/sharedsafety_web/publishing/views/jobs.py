"""Asking for checks and drafts; watching jobs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sharedsafety_web.core.access import community_page
from sharedsafety_web.publishing.forms import DraftForm, form_faults
from sharedsafety_web.publishing.models import Job
from sharedsafety_web.publishing.selectors import job_fault, job_seen, job_steps
from sharedsafety_web.publishing.services.jobs import job_cancel
from sharedsafety_web.publishing.tasks import job_enqueue


@require_POST
@community_page("check")
def ask_check(request: HttpRequest, community: Any) -> HttpResponse:
    """Ask for a check of the folder."""
    asked = job_enqueue(community=community, kind=Job.Kind.CHECK, user=request.user)
    return redirect("job", asked.public_id)


@require_POST
@community_page("publish")
def ask_publish(request: HttpRequest, community: Any) -> HttpResponse:
    """Ask for the draft of a new release; the job checks the folder first and refuses while there are faults."""
    form = DraftForm(request.POST)
    if not form.is_valid():
        messages.error(request, form_faults(form))
        return redirect("community", community.slug)
    asked = job_enqueue(community=community, kind=Job.Kind.PUBLISH, user=request.user, plan=form.plan)
    return redirect("job", asked.public_id)


@require_GET
@login_required
def job(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show where a job stands; the page asks again by itself while the job is not final."""
    found = _job_or_404(request, public_id)
    language = get_language() or "en"
    told = {"steps": job_steps(job=found, language=language), "fault": job_fault(job=found, language=language)}
    page = render(request, "publishing/job.html", {"job": found, **told})
    if not found.is_final:
        page["Refresh"] = "2"
    return page


@require_POST
@login_required
def cancel_job(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Cancel a job that has not started."""
    found = _job_or_404(request, public_id)
    if not request.user.has_perm(f"workspace.{found.kind}", found.community):
        raise Http404
    if not job_cancel(job=found, user=request.user):
        messages.info(request, _("It has started already and runs to its end."))
    return redirect("job", found.public_id)


def _job_or_404(request: HttpRequest, public_id: UUID) -> Job:
    found = job_seen(user=request.user, public_id=public_id)
    if found is None:
        raise Http404
    return found
