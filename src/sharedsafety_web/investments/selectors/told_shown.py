"""A told what-if as pages show it: every number before and after in the reader's language, the working beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from sharedsafety.core.figure import Figure
from sharedsafety.folder.what_if_told import ToldPriority, ToldSignal, ToldWhatIf
from sharedsafety.investments.move import Move
from sharedsafety.investments.results import Lamp
from sharedsafety.investments.supplanting import Supplanting
from sharedsafety.report import names, numbers
from sharedsafety.report.lamp_sentences import asked, lamp_notes, lamp_sentence
from sharedsafety.report.untold import needed_sentence, why_sentence

#: Thresholds that are no part of a whole.
_NOT_SHARES = {"areas", "kakwani"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One number before and after, written out with its range; ``changes`` says whether it moved."""

    label: str
    before: str
    after: str
    changes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LampShown:
    """A lamp before and after with its sentences, every figure that went in, and the thresholds of its rule."""

    was: Lamp
    now: Lamp
    was_words: str
    now_words: str
    inputs: tuple[Pair, ...]
    limits: tuple[tuple[str, str], ...]

    @property
    def turns(self) -> bool:
        """Return whether its state changes."""
        return self.was.state != self.now.state


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityShown:
    """A priority with what it asks, its dollars and its lamps."""

    title: str
    asked: str
    dollars: Pair
    lamps: tuple[LampShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldShown:
    """Everything a page says about a what-if."""

    told: ToldWhatIf
    year: str
    moved: str
    moves: tuple[dict[str, Any], ...]
    priorities: tuple[PriorityShown, ...]
    measures: tuple[Pair, ...]
    losses: tuple[dict[str, Any], ...]
    signals: tuple[tuple[str, str, str], ...]
    tables: tuple[tuple[str, str, tuple[tuple[Pair, Pair], ...]], ...]


def told_shown(told: ToldWhatIf, language: str) -> ToldShown:
    """Return a told what-if in one language."""
    return ToldShown(
        told=told,
        year=names.year_name(told.fiscal_year, told.phase, told.fiscal_year_start, language),
        moved=dollars_of_cents(told.moved_cents, language),
        moves=tuple(_moves(told, language)),
        priorities=tuple(_priority(each, told.fiscal_year_start, language) for each in told.priorities),
        measures=tuple(
            pair(names.name("measure", each.code, language), each.before, each.after, language)
            for each in told.measures
        ),
        losses=tuple(_losses(told, language)),
        signals=tuple(_signal(each, language) for each in told.signals),
        tables=tuple(_tables(told, language)),
    )


def pair(label: str, before: Figure | None, after: Figure | None, language: str) -> Pair:
    """Return a number before and after as one row."""
    was, now = (written(each, language) for each in (before, after))
    same = before is not None and after is not None and before.value == after.value
    return Pair(label=label[:1].upper() + label[1:], before=was, after=now, changes=not same)


def written(figure: Figure | None, language: str) -> str:
    """Return a figure with enough digits that a small move shows, and its range; or why nobody can tell."""
    if figure is None:
        return "–"
    if figure.value is None:
        return f"{_('can’t tell')}. {why_sentence(figure, language)}".strip()
    text = _digits(figure.value, figure.unit, language)
    if figure.low is None or figure.high is None:
        return text
    ends = tuple(_digits(end, figure.unit, language) for end in (figure.low, figure.high))
    return text if ends[0] == ends[1] else f"{text} ({numbers.between(ends[0], ends[1], language)})"


def dollars_of_cents(cents: int, language: str) -> str:
    """Return dollars, with cents only where there are any."""
    return _dollars(cents / 100, language)


def _digits(value: float, unit: str, language: str) -> str:
    if unit == "share":
        return f"{numbers.count(value * 100, language, decimals=2)}\N{NO-BREAK SPACE}%"
    if unit in {"usd", "usd_per_person"}:
        return _dollars(value, language)
    return numbers.count(value, language, decimals=3)


def _dollars(value: float, language: str) -> str:
    if abs(value) >= 1000 or float(value).is_integer():
        return numbers.exact_money(value, language)
    return f"{numbers.MINUS if value < 0 else ''}${abs(value):,.2f}"


def written_moves(moves: Sequence[Move], language: str) -> tuple[dict[str, Any], ...]:
    """Return moves that nobody computed yet, named by the keys of their programs."""
    return tuple(
        {
            **_move(move, language),
            "from_program": move.from_program,
            "to": move.to,
            "from_name": move.from_program,
            "to_name": names.names("category", language).get(move.to, move.to),
            "made": True,
            "notes": [],
        }
        for move in moves
    )


def _moves(told: ToldWhatIf, language: str) -> Iterator[dict[str, Any]]:
    for each in told.moves:
        yield {
            **_move(each.move, language),
            "from_name": each.from_name,
            "to_name": names.names("category", language).get(each.move.to, each.to_name),
            "made": each.made,
            "notes": [f"{found.message(language)} {found.fix(language)}" for found in each.findings()],
        }


def _move(move: Move, language: str) -> dict[str, Any]:
    return {
        "row": move.row,
        "fund": move.fund_code,
        "amount": dollars_of_cents(move.amount_cents, language),
        "year": move.fiscal_year,
        "source": move.source or "",
    }


def _priority(each: ToldPriority, start: int, language: str) -> PriorityShown:
    dollars = pair(_("Money that serves it"), each.before, each.after, language)
    lamps = tuple(_lamp(each, was, now, start, language) for was, now in each.lamps)
    return PriorityShown(title=each.stated.title, asked=asked(each.stated, language), dollars=dollars, lamps=lamps)


def _lamp(each: ToldPriority, was: Lamp, now: Lamp, start: int, language: str) -> LampShown:
    labels = names.names("lamp_figure", language)
    keys = dict.fromkeys((*was.figures, *now.figures))
    limits = names.names("threshold", language)
    return LampShown(
        was=was,
        now=now,
        was_words=_words(was, each, start, language),
        now_words=_words(now, each, start, language),
        inputs=tuple(pair(labels[key], was.figures.get(key), now.figures.get(key), language) for key in keys),
        limits=tuple((limits[key], _limit(key, value, language)) for key, value in now.thresholds.items()),
    )


def _words(lamp: Lamp, each: ToldPriority, start: int, language: str) -> str:
    needed = needed_sentence(lamp.needed, language) if lamp.needed else ""
    settled = _("What would settle it: %(needed)s") % {"needed": needed} if needed else ""
    parts = (lamp_sentence(lamp, each.stated, language), *lamp_notes(lamp, start, language), settled)
    return " ".join(part for part in parts if part)


def _limit(key: str, value: float, language: str) -> str:
    return numbers.number(value, language) if key in _NOT_SHARES else numbers.share(value, language)


def _losses(told: ToldWhatIf, language: str) -> Iterator[dict[str, Any]]:
    for each in told.losses:
        loss = each.loss
        yield {
            "name": each.name,
            "year": loss.fiscal_year,
            "before": dollars_of_cents(loss.before_cents, language),
            "after": dollars_of_cents(loss.after_cents, language),
            "gone": dollars_of_cents(loss.before_cents - loss.after_cents, language),
            "part": numbers.share((loss.before_cents - loss.after_cents) / loss.before_cents, language),
            "people": ""
            if loss.personnel_cents is None
            else numbers.share(loss.personnel_cents / loss.before_cents, language),
            "mandates": ", ".join(loss.mandates),
            "funds": [
                {
                    "name": name,
                    "control": names.name("control", fund.control, language),
                    "gone": dollars_of_cents(fund.taken_cents, language),
                    "own": numbers.share(fund.taken_cents / fund.own_cents, language) if fund.own_cents else "–",
                    "whole": numbers.share(fund.taken_cents / fund.fund_cents, language) if fund.fund_cents else "–",
                }
                for name, fund in each.funds
            ],
        }


def _signal(each: ToldSignal, language: str) -> tuple[str, str, str]:
    return each.name, _looked(each.before, language), _looked(each.after, language)


def _looked(signal: Supplanting, language: str) -> str:
    if signal.years:
        years = ", ".join(map(str, signal.years))
        return _("Look here: bound money rose and free money fell after %(years)s.") % {"years": years}
    return names.name("supplanting", signal.reason or "none", language)


def _tables(told: ToldWhatIf, language: str) -> Iterator[tuple[str, str, tuple[tuple[Pair, Pair], ...]]]:
    for year, table in dict.fromkeys((each.fiscal_year, each.row.table) for each in told.rows):
        own = [each.row for each in told.rows if (each.fiscal_year, each.row.table) == (year, table)]
        rows = []
        for row in own:
            label = names.row_label(table, row.code, row.name, language)
            dollars = pair(label, row.before, row.after, language)
            rows.append((dollars, pair(label, row.before_share, row.after_share, language)))
        yield str(year), names.name("table", table, language), tuple(rows)


def side_by_side(shown: Sequence[ToldShown]) -> dict[str, Any]:
    """Return the measures and lamps of several what-ifs as rows with one cell each, the present state first."""
    measures = [
        (first.label, first.before, [each.measures[at].after for each in shown if at < len(each.measures)])
        for at, first in enumerate(shown[0].measures)
    ]
    lamps = [
        (first.title, lamp.now.name, lamp.was, [_lamp_of(each, first.title, at) for each in shown])
        for first in shown[0].priorities
        for at, lamp in enumerate(first.lamps)
    ]
    dollars = [
        (first.title, first.dollars.before, [_dollars_of(each, first.title) for each in shown])
        for first in shown[0].priorities
    ]
    return {"measures": measures, "lamps": lamps, "dollars": dollars}


def _lamp_of(shown: ToldShown, title: str, at: int) -> Lamp | None:
    return next((each.lamps[at].now for each in shown.priorities if each.title == title), None)


def _dollars_of(shown: ToldShown, title: str) -> str:
    return next((each.dollars.after for each in shown.priorities if each.title == title), "–")
