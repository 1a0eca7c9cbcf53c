"""The forms of budget files: one brought, and what is known of it as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sharedsafety.report.names import name
from sharedsafety_web.core.shown import language
from sharedsafety_web.investments.forms.coding import Choices


class BudgetUploadForm(forms.Form):
    """A published budget file."""

    file = forms.FileField(label=_("Budget file (CSV, XLSX, XLS, ODS or Parquet)"), max_length=1000)


class BudgetFactsForm(forms.Form):
    """What is known of a budget file as a whole; each fiscal year and phase in it has its own printed total."""

    name = forms.SlugField(
        max_length=50, label=_("Short name, in letters, digits and hyphens; the year and phase are added to it")
    )
    title = forms.CharField(max_length=200, label=_("Title of the document"))
    publisher = forms.CharField(max_length=200, label=_("Who published it"))
    source = forms.CharField(max_length=500, label=_("Where it can be found: an address, or who gave it"))
    licence = forms.CharField(max_length=200, label=_("Licence, or “public record”"))
    retrieved_on = forms.DateField(
        label=_("Day it was taken from there"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    control_source = forms.CharField(
        required=False, max_length=300, label=_("Where the printed total stands, such as “page 12”")
    )
    control_fund = forms.CharField(
        required=False, max_length=200, label=_("Fund that the printed total covers, if it covers only one")
    )
    note = forms.CharField(required=False, max_length=500, label=_("Note, printed beside the document"))

    def __init__(self, *args: Any, parts: Sequence[tuple[int, str]], headline: tuple[int, str], **kwargs: Any) -> None:
        """Make the form for the fiscal years and phases of a file.

        Args:
            parts: each of them.
            headline: what the community's pages open with now.
        """
        super().__init__(*args, **kwargs)
        for year, phase in parts:
            label = _("Total of spending printed in the document: %(year)s, %(phase)s") % {
                "year": year,
                "phase": name("phase", phase, language()),
            }
            self.fields[_control(year, phase)] = forms.CharField(required=False, max_length=60, label=label)
        self._parts = parts
        now = f"{headline[0]} ({name('phase', headline[1], language())})"
        choices: Choices = [("", _("as now: %(now)s") % {"now": now})]
        choices += [(f"{year}-{phase}", f"{year} ({name('phase', phase, language())})") for year, phase in parts]
        self.fields["headline"] = forms.ChoiceField(
            required=False, choices=choices, label=_("Year with which the pages open")
        )

    @property
    def controls(self) -> list[forms.BoundField]:
        """Return the fields of the printed totals."""
        return [self[_control(year, phase)] for year, phase in self._parts]

    @property
    def about(self) -> list[forms.BoundField]:
        """Return the fields about the document itself."""
        return [self[each] for each in ("name", "title", "publisher", "source", "licence", "retrieved_on")]

    @property
    def more(self) -> list[forms.BoundField]:
        """Return the fields that may stay empty."""
        return [self[each] for each in ("control_source", "control_fund", "note", "headline")]

    def facts(self) -> dict[str, Any]:
        """Return the facts as plain values."""
        given = self.cleaned_data
        texts = (
            "name",
            "title",
            "publisher",
            "source",
            "licence",
            "control_source",
            "control_fund",
            "note",
            "headline",
        )
        controls = {f"{year}-{phase}": given[_control(year, phase)] for year, phase in self._parts}
        return {**{each: given[each] for each in texts}, "retrieved_on": given["retrieved_on"].isoformat(),
                "controls": controls}  # fmt: skip


def _control(year: int, phase: str) -> str:
    return f"control_{year}_{phase}"
