"""Words that could name a person: shown once more before they are printed, and nothing that was written is lost."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from sharedsafety_web.publishing.forms import PublicWords


def look_again(request: HttpRequest, community: Any, form: PublicWords) -> HttpResponse:
    """Show what looks personal beside the words, to change them or to say that they name no private person."""
    doubts = [finding.sentence(get_language() or "en") for finding in form.doubts]
    printed = [form[name] for name in form.printed]
    others = [form[name] for name in form.fields if name not in {*form.printed, "looked"}]
    shown = {"community": community, "doubts": doubts, "printed": printed, "others": others}
    return render(request, "publishing/look_again.html", shown)
