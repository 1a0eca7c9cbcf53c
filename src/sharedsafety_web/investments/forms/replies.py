"""Forms about departments, replies and mandates."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sharedsafety.core.personal_text import held
from sharedsafety.report.names import names
from sharedsafety_web.core.shown import language

_LONG = 4000
#: The list of programs that the page offers beside the field.
_PROGRAMS = {"list": "programs"}


def _day(label: Any, *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def _choices(kind: str, *left_out: str) -> Any:
    return lambda: [(code, text) for code, text in names(kind, language()).items() if code not in left_out]


class PrintedForm(forms.Form):
    """A form whose words are printed on the public site: what could name a person is asked about once."""

    printed: tuple[str, ...] = ()

    @property
    def has_doubts(self) -> bool:
        """Return whether something printed looks personal and nobody has looked."""
        return not self.data.get("looked") and any(
            held(str(self.cleaned_data.get(name) or "")) for name in self.printed
        )

    @property
    def cells(self) -> dict[str, str | None]:
        """Return the values as cells of a table: a day as its ISO date, nothing as a blank."""
        return {name: value.isoformat() if hasattr(value, "isoformat") else value or None
                for name, value in self.cleaned_data.items()}  # fmt: skip


class AskedForm(PrintedForm):
    """When a department was asked, and when it answered."""

    department = forms.CharField(widget=forms.HiddenInput, max_length=300)
    asked_on = _day(_("Asked on"))
    answered_on = _day(_("Answered on (blank while there is no answer)"), required=False)
    source = forms.CharField(label=_("Where the letter or message is kept"), max_length=500)


class ReplyForm(PrintedForm):
    """What a department, a resident or a group says, in their own words."""

    printed = ("from_name", "text")
    program_key = forms.CharField(label=_("Program"), max_length=500, widget=forms.TextInput(attrs=_PROGRAMS))
    from_kind = forms.ChoiceField(label=_("From"), choices=_choices("reply_from"))
    from_name = forms.CharField(
        label=_("Which office or group (never a person; blank for a resident)"), max_length=200, required=False
    )
    received_on = _day(_("Received on"))
    kind = forms.ChoiceField(label=_("What it does"), choices=_choices("reply_kind"))
    text = forms.CharField(label=_("Their words, unedited"), max_length=_LONG, widget=forms.Textarea(attrs={"rows": 5}))
    source = forms.CharField(label=_("Where the reply is kept"), max_length=500)


class DecideForm(PrintedForm):
    """What came of a reply, and why."""

    printed = ("note",)
    reply = forms.CharField(widget=forms.HiddenInput, max_length=200)
    outcome = forms.ChoiceField(label=_("What came of it"), choices=_choices("reply_outcome", "open"))
    note = forms.CharField(label=_("Why"), max_length=_LONG, widget=forms.Textarea(attrs={"rows": 2}))


class MandateForm(PrintedForm):
    """A law, a court order or a contract, and what it binds."""

    printed = ("note",)
    id = forms.SlugField(label=_("Short id (letters, digits, hyphens)"), max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), choices=_choices("mandate"))
    title = forms.CharField(label=_("Name of the law, order or contract"), max_length=500)
    program_key = forms.CharField(
        label=_("Program it binds, if one"), max_length=500, required=False, widget=forms.TextInput(attrs=_PROGRAMS)
    )
    fund_code = forms.CharField(label=_("Fund it binds, by its code, if one"), max_length=200, required=False)
    note = forms.CharField(label=_("What it asks"), max_length=_LONG, required=False)
    source = forms.CharField(label=_("Where it can be read"), max_length=500)
