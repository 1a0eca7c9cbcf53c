"""The one gate for counts of people: nothing about fewer than 11 people leaves the library (method.md 9).

Only this module makes a ``ReleasedFigure``; pages, JSON, CSV and charts take people-figures from nowhere else.
``tests/health/test_one_gate.py`` proves it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import InitVar, dataclass, fields
from typing import Literal

from sharedsafety.core.disclosure.people_table import MARGIN, Code
from sharedsafety.core.disclosure.rules import disclosure_rules, is_hidden_count
from sharedsafety.core.errors import BadInput
from sharedsafety.core.figure import Figure

Display = Literal["shown", "caution", "not_shown"]

_GATE = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedFigure(Figure):
    """A figure that has passed the gate. It can't be made, or copied with other numbers, anywhere else."""

    gate: InitVar[object]

    def __post_init__(self, gate: object) -> None:
        """Refuse every maker but the gate."""
        if gate is not _GATE:
            raise TypeError("only sharedsafety.core.disclosure releases figures")


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The counts behind a figure about people.

    Args:
        numerator: people or events counted; None where the source gives none.
        denominator: people counted among; None where the source gives none.
        rate: whether the figure is a rate or percentage of the denominator.
        within: whether the numerator is part of the denominator, so that the rest is a count of people too.
    """

    numerator: float | None
    denominator: float | None = None
    rate: bool = True
    within: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """What may be shown of one row. ``figure`` is None exactly when ``display`` is ``not_shown``.

    ``code``: S privacy, U unreliable, N not collected, Z zero, or empty.
    """

    figure: ReleasedFigure | None
    display: Display
    code: Code


def is_hidden(people: People) -> bool:
    """Return whether a figure on these counts would show, or let anybody work out, a small count.

    >>> is_hidden(People(numerator=295, denominator=300)), is_hidden(People(numerator=40, denominator=300))
    (True, False)
    """
    numerator, denominator, rules = people.numerator, people.denominator, disclosure_rules()
    if is_hidden_count(numerator):
        return True
    if denominator is None:
        return False
    least = rules.minimum_rate_denominator if people.rate else rules.minimum_denominator
    rest = denominator - numerator if people.within and numerator is not None else None
    return denominator < least or is_hidden_count(rest)


def needs_review(people: People) -> bool:
    """Return whether a person should look first: the denominator is under the CalHHS condition.

    >>> needs_review(People(numerator=40, denominator=18_000))
    True
    """
    return people.denominator is not None and people.denominator < disclosure_rules().review_below_denominator


def release(
    figure: Figure | None,
    *,
    people: People | None,
    source_code: str = "",
    reliable: bool = True,
    caution: bool = False,
    zero: Figure | None = None,
) -> Released:
    """Return what may be shown of a figure.

    Args:
        figure: the figure, or None where the source has no value.
        people: the counts behind it; None for dollars and things, which are never hidden for privacy.
        source_code: the code of the source; S, U and N hide the row.
        reliable: whether the figure is steady enough to show (``core.reliability``).
        caution: shown, but to be used with caution.
        zero: the figure to show where nothing was counted, in place of a rate.

    >>> release(Figure(value=3.0, unit="people", basis="2024"), people=People(numerator=3, rate=False)).code
    'S'
    """
    if source_code in {"S", "U", "N"}:
        return _hidden(source_code)
    if figure is None or figure.value is None:
        return _hidden("N")
    if people is not None and is_hidden(people):
        return _hidden("S")
    if source_code == "Z" or zero is not None:
        return Released(figure=_released(zero or figure), display="caution", code="Z")
    if not reliable:
        return _hidden("U")
    return Released(figure=_released(figure), display="caution" if caution else "shown", code="")


def release_derived(figure: Figure | None, *parts: Released) -> ReleasedFigure | None:
    """Return a figure worked out from others, or None unless every one of them is shown.

    >>> release_derived(Figure(value=1.5, unit="ratio", basis="2024"), HIDDEN) is None
    True
    """
    shown = figure is not None and all(part.figure is not None for part in parts)
    return _released(figure) if figure is not None and shown else None


def release_table(labels: Sequence[Mapping[str, str]], counts: Sequence[float]) -> tuple[Released, ...]:
    """Return what may be shown of a table of people, cell by cell; a table with margins is refused.

    Args:
        labels: for each cell, dimension -> label; a margin carries ``total`` in a dimension.
        counts: the people of each cell.

    Raises:
        BadInput: ``people-table-with-margins``: hidden cells could be found by subtraction.

    >>> [cell.code for cell in release_table([{"sex": "female"}, {"sex": "male"}], [4, 40])]
    ['S', '']
    """
    if any(MARGIN in row.values() for row in labels):
        raise BadInput("people-table-with-margins")
    return tuple(
        release(
            Figure(value=float(count), unit="people", basis=", ".join(row.values())),
            people=People(numerator=count, rate=False),
        )
        for row, count in zip(labels, counts, strict=True)
    )


def _released(figure: Figure) -> ReleasedFigure:
    return ReleasedFigure(**{each.name: getattr(figure, each.name) for each in fields(figure)}, gate=_GATE)


def _hidden(code: str) -> Released:
    return {"S": HIDDEN, "U": UNRELIABLE, "N": NOT_COLLECTED}[code]


HIDDEN = Released(figure=None, display="not_shown", code="S")
UNRELIABLE = Released(figure=None, display="not_shown", code="U")
NOT_COLLECTED = Released(figure=None, display="not_shown", code="N")
