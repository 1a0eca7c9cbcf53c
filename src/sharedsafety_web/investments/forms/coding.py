"""The forms of coding: the shares of one program, and the settling of a dispute."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sharedsafety.core.personal_text import held
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.report.names import name, names

Choices = list[tuple[str, str]]
#: Rows of an empty form; one that is filled has one more than it needs.
ROWS = 3
#: No program of the shipped examples is split into more parts; a form must end somewhere.
MOST_ROWS = 15
_LONGEST_NOTE = 2000
#: A percent as people write it; powers of ten are not among it, for their digits would fill the memory.
_PERCENT = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)")


def language() -> str:
    """Return the language of the reader."""
    return (get_language() or "en").split("-")[0]


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
            "category": category_code(given["category"]),
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
        rows = [share.cells for share in shares if not share.is_blank]
        if len(rows) == 1 and not rows[0]["share"]:
            rows[0]["share"] = "1"
        same = {each: self.cleaned_data[each] for each in ("basis", "delivery_agent", "note")}
        return [{**row, **same, "taxonomy_version": taxonomy().version} for row in rows]

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


def category_code(text: str) -> str:
    """Return the code of a category given by code or by name, in English or Spanish; else the text itself."""
    return _codes().get(" ".join(text.casefold().split()), text)


@cache
def _codes() -> Mapping[str, str]:
    found = {}
    for code in taxonomy().codes:
        found[code.casefold()] = code
        for tongue in ("en", "es"):
            found[name("category", code, tongue).casefold()] = code
            found[f"{code} {name('category', code, tongue)}".casefold()] = code
    return found


def _as_typed(row: Mapping[str, str]) -> dict[str, str]:
    percents = {field: _percent(row.get(field) or "") for field in ("share", "low", "high")}
    return {**{field: row.get(field) or "" for field in ("category", "level", "markers")}, **percents}


def _percent(text: str) -> str:
    try:
        return format((Decimal(text) * 100).normalize(), "f")
    except InvalidOperation:
        return text
