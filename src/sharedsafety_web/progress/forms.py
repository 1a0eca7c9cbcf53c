"""Forms about the numbers of an indicator: one row, a pasted table, a file; and what is confirmed."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.folder.entered_table import EnteredTable, entered_table
from sharedsafety.folder.given_table import given_table
from sharedsafety.folder.observations_change import Entered
from sharedsafety.folder.shape import folder_shape
from sharedsafety.progress.series_checks import OBSERVATIONS

_ROOM_FOR_THE_REST = 10_000  # bytes: the other fields of the form that confirms
_LONGEST_NAME = 200  # of the name of a file, as it is told


class EntryForm(forms.Form):
    """One row by its fields, or a pasted table, or a file; the first that holds something counts."""

    row: ClassVar[tuple[str, ...]] = tuple(
        column.name for column in folder_shape().table(OBSERVATIONS).columns if column.name != "indicator_id"
    )
    main: ClassVar[tuple[str, ...]] = ("period", "value", "numerator", "denominator")
    period = forms.CharField(required=False, max_length=20, label=gettext_lazy("Period (2025, 2025Q3 or 2025-07)"))
    value = forms.CharField(required=False, max_length=60, label=gettext_lazy("Value"))
    numerator = forms.CharField(required=False, max_length=60, label=gettext_lazy("Counted (numerator)"))
    denominator = forms.CharField(required=False, max_length=60, label=gettext_lazy("Among (denominator)"))
    low = forms.CharField(required=False, max_length=60, label=gettext_lazy("Lower limit of the source"))
    high = forms.CharField(required=False, max_length=60, label=gettext_lazy("Upper limit of the source"))
    quality = forms.CharField(required=False, max_length=1, label=gettext_lazy("Quality: 1 good, 2 medium, 3 weak"))
    group_type = forms.CharField(required=False, max_length=80, label=gettext_lazy("Kind of group (age, race ...)"))
    group = forms.CharField(required=False, max_length=120, label=gettext_lazy("Group"))
    code = forms.CharField(
        required=False,
        max_length=1,
        label=gettext_lazy("Why there is no number: S hidden, U unreliable, N not collected"),
    )
    note = forms.CharField(required=False, max_length=500, label=gettext_lazy("Note"))
    design_effect = forms.CharField(
        required=False,
        max_length=60,
        label=gettext_lazy("Design effect of a survey (1 or blank: drawn by chance alone)"),
    )
    degrees_of_freedom = forms.CharField(
        required=False,
        max_length=60,
        label=gettext_lazy("Degrees of freedom of the survey (clusters less strata; blank where there are many)"),
    )
    table = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 8}), label=gettext_lazy("Rows from a spreadsheet")
    )
    file = forms.FileField(required=False, label=gettext_lazy("A file (CSV or XLSX)"))

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """Return the fields of one row that most entries need."""
        return [self[name] for name in self.main]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """Return the other fields of one row."""
        return [self[name] for name in self.row if name not in self.main]

    def entered(self, indicator: str) -> EnteredTable:
        """Return what was given as rows of an indicator.

        Raises:
            Unreadable, BadInput: the file or the table can't be read at all.
        """
        given = {name: str(self.cleaned_data.get(name) or "").strip() for name in self.row}
        if self.cleaned_data.get("file"):
            return _of_file(self.cleaned_data["file"], indicator)
        pasted = str(self.cleaned_data.get("table") or "").strip("\r\n")
        if pasted.strip():
            return _of_bytes(f"{pasted}\n".encode(), _("your table"), indicator)
        texts = {name: text for name, text in given.items() if text}
        rows = ((1, {"indicator_id": indicator, **texts}),) if texts else ()
        return EnteredTable(entered=Entered(rows=rows, shown_as=_("the form")), findings=())


class ConfirmForm(forms.Form):
    """What was looked at and is now confirmed: the rows as they were read, the state they meet, and why."""

    rows = forms.CharField(widget=forms.HiddenInput)
    shown_as = forms.CharField(max_length=_LONGEST_NAME, widget=forms.HiddenInput)
    before = forms.CharField(max_length=64, widget=forms.HiddenInput)
    why = forms.CharField(
        max_length=300, label=gettext_lazy("Why, in a few words, for the record (no names of people)")
    )

    def clean_rows(self) -> tuple[tuple[int, dict[str, str]], ...]:
        """Return the rows as they were read; anything else was not made by the page before."""
        try:
            listed = json.loads(self.cleaned_data["rows"])
            return tuple((int(row), {str(k): str(v).strip() for k, v in texts.items()}) for row, texts in listed)
        except (ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:
            raise forms.ValidationError(_("Enter the rows again.")) from error

    def entered(self, indicator: str) -> Entered:
        """Return the confirmed rows, for this indicator alone."""
        known = set(EntryForm.row)
        rows = [
            (row, {"indicator_id": indicator, **{k: v for k, v in texts.items() if k in known}})
            for row, texts in self.cleaned_data["rows"]
        ]
        return Entered(rows=tuple(rows), shown_as=self.cleaned_data["shown_as"])


def is_too_long(entered: Entered) -> bool:
    """Return whether a page could not send these rows back to be confirmed."""
    room = settings.DATA_UPLOAD_MAX_MEMORY_SIZE - _ROOM_FOR_THE_REST
    return len(_as_text(entered)) > room


def confirm_form(entered: Entered, before: str) -> ConfirmForm:
    """Return the form by which what was looked at is confirmed."""
    return ConfirmForm(
        initial={"rows": _as_text(entered), "shown_as": entered.shown_as[:_LONGEST_NAME], "before": before}
    )


def _as_text(entered: Entered) -> str:
    return json.dumps([[row, dict(texts)] for row, texts in entered.rows])


def _of_file(file: Any, indicator: str) -> EnteredTable:
    most = int(read_catalogue("core/limits")["entry_file_megabytes"])
    if file.size > most * 1_000_000:
        raise BadInput.with_all([Finding(code="entry-file-large", file=file.name, params={"most": most})])
    return _of_bytes(file.read(), file.name, indicator)


def _of_bytes(content: bytes, shown_as: str, indicator: str) -> EnteredTable:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "given"
        path.write_bytes(content)
        with given_table(path, shown_as) as table:
            return entered_table(table, indicator)
