"""Where the money of an unseen table stands: its columns of amounts, with their years, phases and way of writing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from sharedsafety.core.plain_text import on_one_line
from sharedsafety.investments.column_kinds import AmountFound, ColumnKinds
from sharedsafety.investments.column_profiles import ColumnProfile, TableProfile
from sharedsafety.investments.column_words import column_words, fund_part, phase_named, year_named
from sharedsafety.investments.doubts import Doubt, Questions, choices_with
from sharedsafety.investments.fiscal_years import fiscal_year_of
from sharedsafety.investments.mapping import (
    AmountColumn,
    DecimalMark,
    FromColumn,
    Phase,
    PhaseFromColumn,
    Unpivot,
)
from sharedsafety.investments.program_keys import slug

_PHASES: tuple[Phase, ...] = get_args(Phase)
_SEPARATED = re.compile(r"\d([.,])\d{3}(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountsProposed:
    """The columns of amounts of a mapping, how they are written, and whether a year is missing."""

    amounts: tuple[AmountColumn, ...] = ()
    unpivot: tuple[Unpivot, ...] = ()
    decimal: DecimalMark = "."
    names: tuple[str, ...] = ()


def amounts_proposed(
    path: Path, titles: Sequence[str], profile: TableProfile, kinds: ColumnKinds, questions: Questions
) -> AmountsProposed | None:
    """Return how the amounts are read; None where nobody has said the fiscal year.

    Args:
        titles: the texts above the header; with the file's name they may name the year and the phase.
    """
    names = tuple(each.name for each in kinds.amounts) or kinds.wide
    said = _Said([path.name.split(".")[0], *titles], profile, kinds, questions)
    decimal = _decimal([column for column in profile.columns if column.name in names], questions)
    document = f"{slug(path.name.split('.')[0])}-{{fiscal_year}}-{{phase}}"
    amounts = []
    for found in kinds.amounts:
        year, phase = said.year(found), said.phase(found)
        if year is None:
            return None
        amounts.append(AmountColumn(column=found.name, fiscal_year=year, phase=phase, document=document))
    if not kinds.wide:
        return AmountsProposed(amounts=tuple(amounts), decimal=decimal, names=names)
    year, phase = said.year(None), said.phase(None)
    if year is None:
        return None
    wide = _unpivot(kinds, year, phase, document, questions)
    return AmountsProposed(unpivot=(wide,), decimal=decimal, names=names)


class _Said:
    """What the file says of years and phases beside its columns of amounts."""

    def __init__(self, texts: list[str], profile: TableProfile, kinds: ColumnKinds, questions: Questions) -> None:
        self._texts, self._kinds, self._questions = texts, kinds, questions
        self._rows = profile.rows
        self._values = {column.name: column.texts for column in profile.columns}
        self._asked: int | None = None
        self._phase: PhaseFromColumn | None = None

    def year(self, found: AmountFound | None) -> int | FromColumn | None:
        if found is not None and found.fiscal_year is not None:
            return found.fiscal_year
        if self._kinds.fiscal_year is not None:
            texts = self._values[self._kinds.fiscal_year]
            odd = {text: str(year) for text in texts if fiscal_year_of(text) is None and (year := year_named(text))}
            return FromColumn(column=self._kinds.fiscal_year, values=odd)
        if self._asked is None:
            guess = next((year for text in self._texts if (year := year_named(text))), None)
            choices = tuple(str(guess + step) for step in (0, 1, -1)) if guess else ()
            doubt = Doubt(id="year", question="fiscal_year", choices=choices, assumed=str(guess or ""),
                          rows=self._rows)  # fmt: skip
            answer = self._questions.ask(doubt, any_year=True)
            self._asked = int(answer) if answer and 1 <= int(answer) <= 9999 else None
        return self._asked

    def phase(self, found: AmountFound | None) -> Phase | PhaseFromColumn:
        if found is not None and found.phase is not None:
            return found.phase
        if self._kinds.phase is not None:
            self._phase = self._phase or PhaseFromColumn(column=self._kinds.phase, values=dict(self._phase_values()))
            return self._phase
        named = next((phase for text in self._texts if (phase := phase_named(text))), None)
        if named is not None:
            return named
        assumed: Phase = "actual" if self._kinds.date else "adopted"
        one = found is not None and len(self._kinds.amounts) > 1
        doubt = Doubt(
            id=f"phase:{found.name}" if found and one else "phase",
            question="phase",
            params={"column": on_one_line(found.name) if found else self._kinds.wide[0]},
            choices=choices_with(assumed, _PHASES),
            assumed=assumed,
            rows=self._rows,
        )
        return _phase(self._questions.ask(doubt))

    def _phase_values(self) -> Iterator[tuple[str, Phase]]:
        column = self._kinds.phase or ""
        for text, rows in sorted(self._values[column].items()):
            doubt = Doubt(id=f"phase:{text}", question="phase_value", params={"value": text, "column": column},
                          choices=_PHASES, assumed="adopted", rows=rows)  # fmt: skip
            yield text, phase_named(text) or _phase(self._questions.ask(doubt))


def _phase(answer: str) -> Phase:
    return next(phase for phase in _PHASES if phase == answer)


def _decimal(columns: Sequence[ColumnProfile], questions: Questions) -> DecimalMark:
    """Return what separates decimals; asked where the amounts can be read both ways."""
    pointed, comma = sum(each.only_pointed for each in columns), sum(each.only_comma for each in columns)
    if pointed and not comma:
        return "."
    if comma and not pointed:
        return ","
    marks = [found[1] for each in columns for text in each.texts if (found := _SEPARATED.search(text))]
    separated = marks.count(".") > marks.count(",")  # what stands before three digits separates thousands
    assumed = "comma" if comma > pointed or (comma == pointed and separated) else "point"
    if assumed == "point" and not comma:
        return "."
    rows = comma + pointed or len(marks)
    doubt = Doubt(id="decimal", question="decimal", choices=choices_with(assumed, ("point", "comma")),
                  assumed=assumed, rows=rows)  # fmt: skip
    return "," if questions.ask(doubt) == "comma" else "."


def _unpivot(
    kinds: ColumnKinds, year: int | FromColumn, phase: Phase | PhaseFromColumn, document: str, questions: Questions
) -> Unpivot:
    """Return how a wide table is read: by the kinds of fund in its names, or each name as it is."""
    names = kinds.wide
    found = {part for name in names if (part := fund_part(name))}
    if funds := sorted(found, key=lambda part: (-len(part), part)):
        pattern = rf"^(?P<program>.+?)_(?P<fund>{'|'.join(map(re.escape, funds))}) *(?:_(?P<division>.+?))? *$"
    else:
        doubt = Doubt(id="wide", question="wide", params={"count": len(names), "column": names[0]},
                      choices=("program", "department", "fund", "object"), assumed="program")  # fmt: skip
        pattern = f"^(?P<{questions.ask(doubt)}>{'|'.join(map(re.escape, names))})$"
    totals = None if not kinds.totals else rf"(?i)(?:^|_) *{column_words().total_parts[0]}"
    return Unpivot(pattern=pattern, leave_out=totals, fiscal_year=year, phase=phase, document=document)
