"""What a proposed mapping could not know: questions in plain words, with what each answer would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sharedsafety.core.errors import BadInput
from sharedsafety.core.reviewed import read_catalogue

_DIGITS_OF_A_YEAR = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One question about a published file.

    Args:
        id: stable name, by which an answer is given.
        question: key of its sentence in ``data/investments/map_questions.yaml``.
        params: values the sentence mentions.
        choices: the answers that can be given.
        assumed: the answer the proposal rests on.
        answered: whether a person gave it.
        rows: rows concerned, or None where the whole table is.
        cents: their amounts together, or None where no amount is known yet.
        any_year: whether any year is an answer too.
    """

    id: str
    question: str
    params: Mapping[str, Any] = field(default_factory=dict)
    choices: tuple[str, ...]
    assumed: str
    answered: bool = False
    rows: int | None = None
    cents: int | None = None
    any_year: bool = False

    def sentence(self, language: str = "en") -> str:
        """Return the question in plain words, with the rows and dollars it concerns.

        >>> Doubt(id="decimal", question="decimal", choices=("point", "comma"), assumed="point").sentence("es")
        '¿Qué separa los decimales en las cantidades?'
        """
        fields = _sentences()["fields"]
        params = {name: fields[value][language] if name == "field" else value for name, value in self.params.items()}
        text: str = _sentences()[self.question][language].format(**params)
        return text if self.rows is None else f"{text} {self._preview(language)}"

    def choice_words(self, choice: str, language: str = "en") -> str:
        """Return what an answer means; an answer that is a text of the file means itself."""
        words = _sentences()["choices"].get(choice)
        return str(words[language]) if words else choice

    def as_row(self) -> dict[str, Any]:
        """Return the doubt as the JSON row that the command line prints."""
        return {
            "id": self.id,
            "question": {language: self.sentence(language) for language in ("en", "es")},
            "choices": [{"id": each, "en": self.choice_words(each), "es": self.choice_words(each, "es")}
                        for each in self.choices],
            "assumed": self.assumed,
            "answered": self.answered,
            "rows": self.rows,
            "amount_usd": None if self.cents is None else f"{Decimal(self.cents).scaleb(-2):.2f}",
        }  # fmt: skip

    def _preview(self, language: str) -> str:
        dollars = "" if self.cents is None else f"{Decimal(self.cents).scaleb(-2):,.2f}"
        key = "preview" if dollars else "preview_rows"
        text: str = _sentences()[key][language].format(rows=f"{self.rows:,}", dollars=dollars)
        return text


class Questions:
    """Asks while a mapping is made: each question gets its answer from a person, or the one assumed."""

    def __init__(self, answers: Mapping[str, str], *, file: str, said: Mapping[str, str] | None = None) -> None:
        """Take answers that have to fit, and those said before, which hold where they fit."""
        self._answers = dict(answers)
        self._said = said or {}
        self._file = file
        self.doubts: list[Doubt] = []

    def ask(self, doubt: Doubt, *, any_year: bool = False) -> str:
        """Note the question and return the answer that holds.

        Raises:
            BadInput: the answer given is none of the choices.
        """
        given = self._answers.pop(doubt.id, None)
        earlier = self._said.get(doubt.id)
        if given is None and earlier is not None and _fits(earlier, doubt, any_year):
            given = earlier
        if given is not None and not _fits(given, doubt, any_year):
            allowed = ", ".join(doubt.choices[:20])
            raise BadInput("map-answer-unknown", file=self._file, question=doubt.id, answer=given, allowed=allowed)
        chosen = doubt.assumed if given is None else given
        self.doubts.append(
            Doubt(id=doubt.id, question=doubt.question, params=doubt.params, choices=doubt.choices, assumed=chosen,
                  answered=given is not None, rows=doubt.rows, cents=doubt.cents, any_year=any_year)
        )  # fmt: skip
        return chosen

    def finish(self) -> tuple[Doubt, ...]:
        """Return all questions; an answer to a question that was not asked is refused.

        Raises:
            BadInput: such an answer was given.
        """
        for question in self._answers:
            asked = ", ".join(doubt.id for doubt in self.doubts) or "-"
            raise BadInput("map-question-unknown", file=self._file, question=question, asked=asked)
        return tuple(self.doubts)


def _fits(answer: str, doubt: Doubt, any_year: bool) -> bool:
    return answer in doubt.choices or (any_year and answer.isdecimal() and len(answer) <= _DIGITS_OF_A_YEAR)


def choices_with(first: str, others: Sequence[str]) -> tuple[str, ...]:
    """Return the choices with the assumed one first, each once.

    >>> choices_with("b", ("a", "b"))
    ('b', 'a')
    """
    return tuple(dict.fromkeys((first, *others)))


def _sentences() -> dict[str, Any]:
    return read_catalogue("investments/map_questions")
