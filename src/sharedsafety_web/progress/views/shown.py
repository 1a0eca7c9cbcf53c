"""What every page of this chapter is shown with, and what is said where a folder has faults."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sharedsafety.progress.catalogue import Language
from sharedsafety_web.core.shown import language
from sharedsafety_web.progress import selectors


def folder_faults(request: HttpRequest, community: Any) -> HttpResponse:
    """Say that the folder has faults, where that is why an indicator can't be shown; else there is none."""
    if selectors.folder_reading(community=community).community is not None:
        raise Http404
    messages.error(request, _("The folder has faults. They have to be mended before numbers can be entered."))
    return redirect("indicators", community.slug)


def words() -> Language:
    """Return the language of texts that stand in both; any other reads English."""
    return "es" if language() == "es" else "en"
