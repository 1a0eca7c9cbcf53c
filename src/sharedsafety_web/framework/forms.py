"""Forms about the framework and the path to the vote; every label is a sentence of the library, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import lazy

from sharedsafety.core.personal_text import held
from sharedsafety.framework.path import Need, nine_month_path
from sharedsafety.framework.rating_scale import rating_rules
from sharedsafety.framework.readiness import readiness_check
from sharedsafety.report.names import names
from sharedsafety.report.sentences import sentence
from sharedsafety_web.core.shown import language

Choices = list[tuple[str, str]]
#: Bytes. The pack of this software has a tenth of it.
LARGEST_PACK = 1_000_000


def said(key: str) -> str:
    """Return one sentence of the workspace in the language of the reader."""
    return sentence(f"desk.{key}", language())


_label = lazy(said, str)


def _named(kind: str, *, left_out: tuple[str, ...] = (), blank: str = "") -> Callable[[], Choices]:
    def choices() -> Choices:
        first = [("", said(blank))] if blank else []
        return first + [(code, text) for code, text in names(kind, language()).items() if code not in left_out]

    return choices


def _steps(need: Need) -> Callable[[], Choices]:
    def choices() -> Choices:
        path = nine_month_path()
        return [(step, path.step(step).title[language()]) for step in path.ids(need)]

    return choices


def _day(label: str, *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=_label(label), required=required, widget=widget)


def _text(label: str, *, required: bool = True, rows: int = 0) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=_label(label), required=required, max_length=2000, widget=widget)


class DeskForm(forms.Form):
    """A form about the folder; printed words that could name a person are asked about once."""

    printed: tuple[str, ...] = ()

    @property
    def has_doubts(self) -> bool:
        """Return whether something in the printed words looks personal and nobody has looked."""
        looked = bool(self.data.get("looked"))
        return not looked and any(held(str(self.cleaned_data.get(name) or "")) for name in self.printed)

    @property
    def faults(self) -> str:
        """Return what is wrong with the form, as one text."""
        found = ((self.fields[name].label if name in self.fields else "", each) for name, each in self.errors.items())
        return " ".join(f"{label}: {' '.join(map(str, errors))}" for label, errors in found)


class PlanForm(DeskForm):
    """What the path is planned from."""

    board_date = _day("board_date")
    begun_on = _day("begun_on")
    hours_per_week = forms.IntegerField(label=_label("hours_per_week"))
    budget_hearings = _day("budget_hearings", required=False)
    closed = _text("closed", required=False, rows=3)
    leave_out = forms.MultipleChoiceField(
        label=_label("leave_out"), choices=_steps("better"), required=False, widget=forms.CheckboxSelectMultiple
    )
    take_in = forms.MultipleChoiceField(
        label=_label("take_in"), choices=_steps("skip"), required=False, widget=forms.CheckboxSelectMultiple
    )


class RatingForm(DeskForm):
    """One round of one kind of raters for one practice: how many people gave each rating."""

    printed = ("evidence",)
    practice = forms.CharField(widget=forms.HiddenInput, max_length=100)
    round = _day("round")
    rater_kind = forms.ChoiceField(label=_label("who_rated"), choices=_named("rater_kind"))
    evidence = _text("evidence", required=False, rows=2)
    source = _text("source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for step in rating_rules().scale:
            label = sentence("desk.people_who_gave", language(), rating=step.rating, name=step.name[language()])
            field = forms.IntegerField(label=label, min_value=0, max_value=100_000, required=False)
            self.fields[f"rating_{step.rating}"] = field
        self.order_fields(["practice", "round", "rater_kind", *(f"rating_{s.rating}" for s in rating_rules().scale)])

    @property
    def counts(self) -> dict[int, int]:
        """Return rating -> people, of the ratings that somebody gave."""
        given = {step.rating: self.cleaned_data[f"rating_{step.rating}"] for step in rating_rules().scale}
        return {rating: people for rating, people in given.items() if people}


class CommitmentForm(DeskForm):
    """A body that was asked to lead or to help, and what it answered."""

    printed = ("body", "commitment")
    about = forms.CharField(widget=forms.HiddenInput, max_length=200)
    body = _text("body")
    sector = forms.ChoiceField(label=_label("sector"), choices=_named("rater_kind"))
    role = forms.ChoiceField(label=_label("role"), choices=_named("commitment_role"))
    asked_on = _day("asked_on")
    answer = forms.ChoiceField(
        label=_label("answer"),
        choices=_named("commitment_answer", left_out=("waiting",), blank="no_answer"),
        required=False,
    )
    answered_on = _day("answered_on", required=False)
    commitment = _text("commitment", required=False, rows=2)
    due = _day("due", required=False)
    source = _text("source")


class AgreedForm(DeskForm):
    """What a community agreed on: the words in each of its languages, who agreed, and when."""

    before = forms.CharField(widget=forms.HiddenInput, max_length=200)
    agreed_by = _text("agreed_by")
    agreed_on = _day("agreed_on")
    source = _text("source")

    def __init__(self, *args: Any, languages: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        texts = [f"text_{each}" for each in languages]
        for each, field in zip(languages, texts, strict=True):
            label = sentence("desk.agreed_words", language(), tongue=dict(settings.LANGUAGES).get(each, each))
            widget = forms.Textarea(attrs={"rows": 4, "lang": each})
            self.fields[field] = forms.CharField(label=label, max_length=4000, widget=widget)
        self.printed = (*texts, "agreed_by")
        self.order_fields(["before", *texts])


class PackForm(DeskForm):
    """A framework pack as a file."""

    pack = forms.FileField(label=_label("pack_file"))

    def clean_pack(self) -> Any:
        """Return the file; one far larger than any pack is refused unread."""
        given = self.cleaned_data["pack"]
        if given.size > LARGEST_PACK:
            raise forms.ValidationError(said("pack_too_large"))
        return given


class PackConfirmForm(DeskForm):
    """The pack as it was looked at, and what it was looked at beside."""

    text = forms.CharField(widget=forms.HiddenInput, max_length=LARGEST_PACK, strip=False)
    before = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ReadinessForm(DeskForm):
    """Answers to the questions about where to begin, on one day."""

    answered_on = _day("answered_day")
    source = _text("source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = _named("readiness_answer", left_out=("unanswered",), blank="not_asked_today")
        for step in readiness_check().steps:
            for question in step.questions:
                field = forms.ChoiceField(label=question.text[language()], choices=choices, required=False)
                self.fields[question.id] = field

    @property
    def answers(self) -> dict[str, str]:
        """Return question -> answer, of the questions that were asked."""
        listed = [question.id for step in readiness_check().steps for question in step.questions]
        return {question: self.cleaned_data[question] for question in listed if self.cleaned_data[question]}
