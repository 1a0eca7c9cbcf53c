"""The forms of coding: the shares of one program, a spreadsheet of many, disputes, audits."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sharedsafety.core.errors import BadInput
from sharedsafety.core.personal_text import held
from sharedsafety.core.seed import SEED
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.report.code_words import code_of
from sharedsafety.report.names import names
from sharedsafety_web.core.shown import language

Choices = list[tuple[str, str]]
#: Rows of an empty form; one that is filled has one more than it needs.
ROWS = 3
#: No program of the shipped examples is split into more parts; a form must end somewhere.
MOST_ROWS = 15
_LONGEST_NOTE = 2000
_ROOM_FOR_THE_REST = 10_000  # bytes: the other fields of the form that confirms a spreadsheet
#: A percent as people write it; powers of ten are not among it, for their digits would fill the memory.
_PERCENT = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)")


def _named(kind: str, *, blank: str = "", left_out: tuple[str, ...] = ("uncoded",)) -> Any:
    def choices() -> Choices:
        first = [("", blank)] if blank else []
        return first + [(code, text) for code, text in names(kind, language()).items() if code not in left_out]

    return choices


def _bases() -> Choices:
    return [(code, f"{code}: {text}") for code, text in names("basis", language()).items() if code != "uncoded"]


class ShareForm(forms.Form):
    """One share of a program: its category by code or name, percents, and where it differs from the category."""

    category = forms.CharField(required=False, max_length=120, label=_("Category"))
    share = forms.CharField(required=False, max_length=30, label=_("Percent"))
    low = forms.CharField(required=False, max_length=30, label=_("At least"))
    high = forms.CharField(required=False, max_length=30, label=_("At most"))
    level = forms.ChoiceField(
        required=False, choices=_named("level", blank="–"), label=_("Level, if not the usual one")
    )
    markers = forms.CharField(required=False, max_length=120, label=_("Principles, if not the usual ones (CSC:0.4)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "use_required_attribute": False})
        self.fields["category"].widget.attrs |= {"list": "categories", "autocomplete": "off"}
        for field in ("share", "low", "high"):
            self.fields[field].widget.attrs |= {"inputmode": "decimal"}

    @property
    def is_blank(self) -> bool:
        """Return whether nothing was written into it."""
        return not any(str(value or "").strip() for value in self.cleaned_data.values())

    @property
    def cells(self) -> dict[str, str]:
        """Return the cells of ``budget/coding.csv``; what can't be read stays as typed, to be told."""
        given = {field: str(self.cleaned_data[field] or "").strip() for field in self.fields}
        return {
            **given,
            "category": code_of("category", given["category"]),
            **{field: of_percent(given[field]) for field in ("share", "low", "high")},
        }


Shares = forms.formset_factory(ShareForm, extra=0, max_num=MOST_ROWS, validate_max=True)


class CodingForm(forms.Form):
    """One person's coding of one program, beside its shares: what holds for all of them."""

    program = forms.CharField(widget=forms.HiddenInput, max_length=500)
    before = forms.IntegerField(widget=forms.HiddenInput, required=False)
    basis = forms.ChoiceField(choices=_bases, label=_("The shares rest on"))
    delivery_agent = forms.ChoiceField(choices=_named("holder"), label=_("Who holds and spends the money"))
    note = forms.CharField(
        max_length=_LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("Reason, so that a critic can argue with it (no names of people)"),
    )

    def cells(self, shares: Sequence[ShareForm]) -> list[dict[str, str]]:
        """Return the rows of ``budget/coding.csv`` as typed; a single category without a percent is all of it."""
        same = {each: self.cleaned_data[each] for each in ("basis", "delivery_agent", "note")}
        return [{**row, **same, "taxonomy_version": taxonomy().version} for row in typed_rows(shares)]

    @property
    def has_doubts(self) -> bool:
        """Return whether the reason looks as if it named a person and nobody has looked."""
        return not self.data.get("looked") and bool(held(self.cleaned_data["note"]))


class SettleForm(forms.Form):
    """The settling of a dispute: whose coding is taken, and why."""

    program = forms.CharField(widget=forms.HiddenInput, max_length=500)
    before = forms.IntegerField(widget=forms.HiddenInput)
    choice = forms.CharField(max_length=200)
    reason = forms.CharField(
        max_length=_LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("Reason (it is printed beside the coding; no names of people)"),
    )

    @property
    def has_doubts(self) -> bool:
        """Return whether the reason looks as if it named a person and nobody has looked."""
        return not self.data.get("looked") and bool(held(self.cleaned_data["reason"]))


class CarryForm(forms.Form):
    """A coding that lost its program, and the program that it became."""

    errors_of: ClassVar[tuple[str, ...]] = ("old", "new")
    old = forms.CharField(max_length=500)
    new = forms.CharField(max_length=500)


def coding_forms(program: str, before: int | None, rows: Sequence[Mapping[str, str]]) -> tuple[CodingForm, Any]:
    """Return the form and its shares, filled with the cells of a coding, or empty without any."""
    first = rows[0] if rows else {"basis": "E", "delivery_agent": "unknown", "note": ""}
    same = {each: first.get(each) or "" for each in ("basis", "delivery_agent", "note")}
    form = CodingForm(initial={"program": program, "before": before, **same})
    blanks: list[dict[str, str]] = [{} for _ in range(max(1, ROWS - len(rows)))]
    shares = Shares(initial=[*map(_as_typed, rows), *blanks], prefix="share")
    return form, shares


def of_percent(text: str) -> str:
    """Return a percent as a share: "60", "60 %" and "60,5" are read; anything else stays as it is."""
    bare = text.rstrip("% ")
    if not _PERCENT.fullmatch(bare):
        return text
    return format((Decimal(bare.replace(",", ".")) / 100).normalize(), "f")


def _as_typed(row: Mapping[str, str]) -> dict[str, str]:
    percents = {field: _percent(row.get(field) or "") for field in ("share", "low", "high")}
    return {**{field: row.get(field) or "" for field in ("category", "level", "markers")}, **percents}


def _percent(text: str) -> str:
    try:
        return format((Decimal(text) * 100).normalize(), "f")
    except InvalidOperation:
        return text


class SheetForm(forms.Form):
    """A spreadsheet of codings that comes back."""

    sheet = forms.FileField(label=_("The filled spreadsheet (XLSX)"))


class SheetConfirmForm(forms.Form):
    """The codings of a spreadsheet as they were looked at, and whether a person looked at doubtful reasons."""

    codings = forms.CharField(widget=forms.HiddenInput)
    looked = forms.BooleanField(required=False, label=_("I have looked: the reasons name nobody"), label_suffix="")

    def clean_codings(self) -> list[tuple[str, list[dict[str, str]], int | None]]:
        """Return program, rows and the person's last decision; anything else was not made by the page before."""
        try:
            listed = json.loads(self.cleaned_data["codings"])
            return [
                (str(program), [{str(k): str(v) for k, v in row.items()} for row in rows], before and int(before))
                for program, rows, before in listed
            ]
        except (ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:
            raise forms.ValidationError(_("Upload the spreadsheet again.")) from error

    @property
    def given(self) -> list[tuple[str, list[dict[str, str]], int | None]]:
        """Return the codings to save: one whose reason may name a person only where a person has looked."""
        listed: list[tuple[str, list[dict[str, str]], int | None]] = self.cleaned_data["codings"]
        looked = self.cleaned_data["looked"]
        return [each for each in listed if looked or not any(held(row.get("note", "")) for row in each[1])]


def sheet_confirm_form(codings: Sequence[tuple[str, Sequence[Mapping[str, str]], int | None]]) -> SheetConfirmForm:
    """Return the form by which the codings of a spreadsheet are confirmed.

    Raises:
        BadInput: they are more than a page can send back.
    """
    text = json.dumps(codings)
    if len(text) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE - _ROOM_FOR_THE_REST:
        raise BadInput("entry-text-too-long")
    return SheetConfirmForm(initial={"codings": text})


class DrawForm(forms.Form):
    """A sample of coded dollars to draw: the same number draws the same sample."""

    seed = forms.IntegerField(min_value=0, max_value=2**62, initial=SEED, label=_("Seed of the draw"))


class AuditForm(forms.Form):
    """What a second person codes a drawn program as, beside its shares."""

    program = forms.CharField(widget=forms.HiddenInput, max_length=500)
    note = forms.CharField(
        required=False,
        max_length=_LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=_("Why (no names of people)"),
    )

    def cells(self, shares: Sequence[ShareForm]) -> list[dict[str, str]]:
        """Return the rows of a coding as typed; a single category without a percent is all of it."""
        same = {"basis": "A", "taxonomy_version": taxonomy().version}
        return [{**row, **same} for row in typed_rows(shares)]


class ResultsForm(forms.Form):
    """Answers of an audit as a table, as the verb reads it."""

    results = forms.FileField(label=_("A table with line_id, taint and note (CSV)"))


def typed_rows(shares: Sequence[ShareForm]) -> list[dict[str, str]]:
    """Return the shares that were filled in; a single category without a percent is all of it."""
    rows = [share.cells for share in shares if not share.is_blank]
    if len(rows) == 1 and not rows[0]["share"]:
        rows[0]["share"] = "1"
    return rows
