"""How often a suggestion is right, told by programs that were held out, and from where on it may be shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sharedsafety.investments.program_names import department_kind, place_of
from sharedsafety.investments.suggest_settings import suggest_settings
from sharedsafety.investments.word_model import CodedNames, WordGuess, in_order, word_model
from sharedsafety.investments.year_amounts import OUTSIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What suggestions are judged apart by.

    ``department_known``: a program of the same kind of department was learned from; ``outside``: the category
    suggested is outside the safety perimeter, which is most of a budget and easier.
    """

    department_known: bool
    outside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What held-out programs say of the suggestions in one situation.

    Args:
        held_out: how many suggestions were tried.
        shown: how many of them are at least as sure as ``least_margin``.
        right_share: share of those shown that were right; None where none may be shown.
        least_margin: a suggestion with a smaller lead is not shown; None: none is.
        margins, scores: share that was right (score) from each margin on, rising with the margin.
    """

    held_out: int
    shown: int
    right_share: float | None
    least_margin: float | None
    margins: tuple[float, ...]
    scores: tuple[float, ...]

    def score(self, margin: float) -> float | None:
        """Return the share of such suggestions that was right when held out; None where it is too small to be shown."""
        if self.least_margin is None or margin < self.least_margin:
            return None
        return self.scores[max(int(np.searchsorted(self.margins, margin, side="right")) - 1, 0)]


def calibrations(coded: Sequence[CodedNames]) -> Mapping[Situation, Calibration]:
    """Return the calibration of each situation that held-out programs say anything of.

    Programs are held out twice, a tenth of them at a time: with equal names together (their department stays known),
    and whole kinds of department. Only programs of the budget at hand are judged (``origin`` is empty): how often the
    words of one community are right in another can't be told beforehand. Of equal names one is tried: in use the
    others would be found by their name.
    """
    found: dict[Situation, Calibration] = {}
    once = {_place(each): each for each in in_order(coded) if not each.origin}
    for known, group_of in ((True, _place), (False, _kind)):
        tried = held_out_guesses(coded, group_of)
        for outside in (False, True):
            own = [
                (guess, each)
                for guess, each in tried
                if each is once.get(_place(each)) and (guess.category == OUTSIDE) == outside
            ]
            if own:
                situation = Situation(department_known=known, outside=outside)
                found[situation] = calibration([(g.margin, g.category == each.main) for g, each in own])
    return found


def held_out_guesses(
    coded: Sequence[CodedNames], group_of: Callable[[CodedNames], str]
) -> list[tuple[WordGuess, CodedNames]]:
    """Return the guess for each coded program by a model that saw none of its group.

    Guesses without words are left out. Groups go round the folds in the order of the alphabet; nothing is drawn.
    """
    groups = sorted({group_of(each) for each in coded})
    fold = {group: at % suggest_settings().folds for at, group in enumerate(groups)}
    found: list[tuple[WordGuess, CodedNames]] = []
    for part in sorted(set(fold.values())):
        rest = [each for each in coded if fold[group_of(each)] != part]
        own = [each for each in coded if fold[group_of(each)] == part]
        if len({category for each in rest for category, _ in each.shares}) > 1:
            guesses = word_model(rest).guesses([each.names for each in own])
            found += [pair for pair in zip(guesses, own, strict=True) if pair[0].because]
    return found


def calibration(tried: Sequence[tuple[float, bool]]) -> Calibration:
    """Return what suggestions tried say, each a margin and whether it was right.

    Shown is the largest part, surest first, of which the share asked for was right; the score rises with the margin
    (isotonic regression, with one wrong suggestion more that is surer than all others, so that no score is 1).

    >>> calibration([(0.9, True)] * 40 + [(0.1, False)] * 40).least_margin
    0.9
    """
    from scipy.optimize import isotonic_regression

    settings = suggest_settings()
    ordered = sorted(tried)
    margins = np.array([margin for margin, _ in ordered])
    right = np.array([good for _, good in ordered], dtype=float)
    share = np.cumsum(right[::-1])[::-1] / np.arange(len(right), 0, -1)
    first_of_equals = np.r_[True, np.diff(margins) > 0]
    enough = (share >= settings.right_share) & (np.arange(len(right), 0, -1) >= settings.least_shown) & first_of_equals
    at = int(enough.argmax()) if enough.any() else None
    return Calibration(
        held_out=len(tried),
        shown=0 if at is None else len(tried) - at,
        right_share=None if at is None else float(share[at]),
        least_margin=None if at is None else float(margins[at]),
        margins=tuple(margins.tolist()),
        scores=tuple(np.asarray(isotonic_regression(np.r_[right, 0.0]).x[:-1], float).tolist()),
    )


def _place(coded: CodedNames) -> str:
    return " / ".join(place_of(coded.names))


def _kind(coded: CodedNames) -> str:
    return department_kind(coded.names.department)
