"""Answers of a group to a sensitive question: when the numbers would tell what each single person said (trust.md 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sharedsafety.core.findings import Finding
from sharedsafety.core.group_rules import floors, group_rules

Says = Literal["numbers", "most", "nothing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Homogeneity:
    """What may be said of a group's answers.

    Args:
        says: ``numbers`` (the gate may still hide single ones), ``most`` (the answer without any number) or
            ``nothing``.
        answer: the answer that most gave, where ``says`` is ``most``; else None.
        why: the code of the finding, where numbers are not said.
    """

    says: Says
    answer: str | None = None
    why: str | None = None


def homogeneity(answers: Mapping[str, float], *, sensitive: bool) -> Homogeneity:
    """Return whether the numbers of a group's answers may be said, or only "most", or nothing.

    Whoever is known to be in a group that all said the same has answered too. So nothing is said of a group under
    the minimum cell; from nine equal answers in ten on only "most"; and nothing again where a sensitive question with
    at least three answers got fewer than three different ones (all of them, for a question that has fewer).

    Args:
        answers: people by answer, every answer that the question has, those that nobody gave too.
        sensitive: whether the question is sensitive; the numbers of other questions are said.

    Source: data/core/group_rules.yaml; l-diversity (Machanavajjhala et al. 2007).

    >>> homogeneity({"hurt at home": 38, "elsewhere": 2, "not": 0}, sensitive=True)
    Homogeneity(says='most', answer='hurt at home', why='answers-nearly-all-alike')
    """
    rules, total = group_rules(), sum(answers.values())
    if not sensitive:
        return Homogeneity(says="numbers")
    if total < floors().minimum_cell:
        return Homogeneity(says="nothing", why="answers-of-few")
    answer, largest = max(answers.items(), key=lambda each: each[1])
    if largest / total >= rules.most_share:
        return Homogeneity(says="most", answer=answer, why="answers-nearly-all-alike")
    if sum(count > 0 for count in answers.values()) < min(rules.different_answers, len(answers)):
        return Homogeneity(says="nothing", why="answers-of-few-kinds")
    return Homogeneity(says="numbers")


def homogeneity_findings(
    group: str, answers: Mapping[str, float], *, sensitive: bool, file: str | None = None
) -> tuple[Finding, ...]:
    """Return a warning where the numbers of a group's answers may not be said; it holds no number.

    >>> [f.code for f in homogeneity_findings("men", {"yes": 3, "no": 2}, sensitive=True)]
    ['answers-of-few']
    """
    why = homogeneity(answers, sensitive=sensitive).why
    return (Finding(code=why, file=file, params={"group": group}),) if why is not None else ()


def zero_is_hidden(row_total: float) -> bool:
    """Return whether a zero may not be shown: the row holds too few people, so that it tells about each of them.

    >>> zero_is_hidden(10), zero_is_hidden(11)
    (True, False)
    """
    return row_total < group_rules().zero_minimum_total


def percent_is_hidden(answers: float, *, opt_in: bool) -> bool:
    """Return whether no percent of these answers is shown: too few answers, by the way they came.

    >>> [percent_is_hidden(25, opt_in=True), percent_is_hidden(25, opt_in=False), percent_is_hidden(30, opt_in=True)]
    [True, False, False]
    """
    rules = group_rules()
    least = rules.percent_minimum_answers if opt_in else floors().minimum_rate_denominator
    return answers < least
