"""Forms about releases."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from sharedsafety.core.findings import Finding
from sharedsafety.core.personal_text import held


class PublicWords(forms.Form):
    """Words that become public; a part that could name a person is asked about once, then a person has looked."""

    #: The fields whose words are printed.
    printed: ClassVar[tuple[str, ...]] = ()
    looked = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """Leave out whether somebody looked: nobody needs it further on."""
        cleaned: dict[str, Any] = super().clean() or {}
        self.has_looked = cleaned.pop("looked", False)
        return cleaned

    @property
    def doubts(self) -> tuple[Finding, ...]:
        """Return what looks personal in the printed words, as long as nobody has looked."""
        texts = {} if self.has_looked else {name: str(self.cleaned_data.get(name, "")) for name in self.printed}
        return tuple(
            finding for name, text in texts.items() for finding in held(text, column=str(self.fields[name].label))
        )


class DraftForm(PublicWords):
    """What a draft says about itself; everything may be left out."""

    printed = ("note",)
    next_promised = forms.DateField(required=False, label=_("Promised day of the next release"))
    corrects = forms.IntegerField(required=False, min_value=1, label=_("Number of the release it corrects"))
    note = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea, label=_("What was corrected, in plain words")
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a correction that does not say what was corrected."""
        cleaned = super().clean()
        if cleaned.get("corrects") and not cleaned.get("note"):
            raise forms.ValidationError(_("Say in plain words what was corrected; the release prints it."))
        return cleaned

    @property
    def plan(self) -> dict[str, Any]:
        """Return the plan of the job (``services.jobs.job_ask``)."""
        day = self.cleaned_data["next_promised"]
        return {**self.cleaned_data, "next_promised": day.isoformat() if day else None}


class ReasonForm(PublicWords):
    """Why a draft or a table is sent back, or a release withdrawn; it becomes public."""

    printed = ("reason",)
    reason = forms.CharField(
        max_length=4000, widget=forms.Textarea, label=_("Reason, in plain words; it will be public")
    )
    table = forms.CharField(required=False, max_length=100)
    seat = forms.CharField(required=False, max_length=30)


class SignForm(forms.Form):
    """A signature, with the day before which nothing may be public."""

    embargo_until = forms.DateTimeField(required=False, label=_("Not public before"))


class DissentForm(PublicWords):
    """A minority statement, printed as it is written."""

    printed = ("by", "text")
    by = forms.CharField(max_length=200, label=_("Who says it, as it will be printed"))
    text = forms.CharField(max_length=8000, widget=forms.Textarea, label=_("The statement"))


def form_faults(form: forms.Form) -> str:
    """Return what is wrong with a form, as one text."""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)
