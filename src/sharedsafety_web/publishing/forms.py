"""Forms about releases."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DraftForm(forms.Form):
    """What a draft says about itself; everything may be left out."""

    next_promised = forms.DateField(required=False, label=_("Promised day of the next release"))
    corrects = forms.IntegerField(required=False, min_value=1, label=_("Number of the release it corrects"))
    note = forms.CharField(required=False, max_length=2000, label=_("What was corrected, in plain words"))

    def clean(self) -> dict[str, Any]:
        """Refuse a correction that does not say what was corrected."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("corrects") and not cleaned.get("note"):
            raise forms.ValidationError(_("Say in plain words what was corrected; the release prints it."))
        return cleaned

    @property
    def plan(self) -> dict[str, Any]:
        """Return the plan of the job (``services.jobs.job_ask``)."""
        day = self.cleaned_data["next_promised"]
        return {**self.cleaned_data, "next_promised": day.isoformat() if day else None}


class ReasonForm(forms.Form):
    """Why a draft or a table is sent back, or a release withdrawn; it becomes public."""

    reason = forms.CharField(max_length=4000, label=_("Reason, in plain words; it will be public"))
    table = forms.CharField(required=False, max_length=100)
    seat = forms.CharField(required=False, max_length=30)


class SignForm(forms.Form):
    """A signature, with the day before which nothing may be public."""

    embargo_until = forms.DateTimeField(required=False, label=_("Not public before"))


class DissentForm(forms.Form):
    """A minority statement, printed as it is written."""

    by = forms.CharField(max_length=200, label=_("Who says it, as it will be printed"))
    text = forms.CharField(max_length=8000, label=_("The statement"))


def form_faults(form: forms.Form) -> str:
    """Return what is wrong with a form, as one text."""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)
