"""Sentences about ratings, commitments, agreement and where to begin."""

from __future__ import annotations

from collections.abc import Iterator

from sharedsafety.framework.commitments import Commitment, JointResponsibility
from sharedsafety.framework.rating_rounds import GroupRating
from sharedsafety.framework.rating_scale import rating_rules
from sharedsafety.framework.ratings import PracticeRating, RatingChange
from sharedsafety.framework.readiness import Reason, StartingPoint, readiness_check
from sharedsafety.report.names import name
from sharedsafety.report.sentences import sentence


def step_words(median: float, language: str = "en") -> str:
    """Return a median as the name of its step, or as the two steps it lies between.

    >>> step_words(2.0), step_words(1.5)
    ('Begun', 'between “Talked about” and “Begun”')
    """
    steps = {step.rating: step.name[language] for step in rating_rules().scale}
    low = int(median)
    if median == low:
        return steps[low]
    return sentence("framework.between", language, low=steps[low], high=steps[low + 1])


def rating_words(group: GroupRating, language: str = "en") -> str:
    """Return how a kind of raters sees a practice, in a few words; without numbers why there are none.

    >>> rating_words(GroupRating(kind="agency", display="shown", raters=15, median=2.0, agreement="close"))
    'Begun (2 of 4)'
    """
    if group.median is None:
        return name("rating_display", group.display, language)
    return f"{step_words(group.median, language)} ({sentence('framework.of_4', language, median=group.median)})"


def squares(median: float | None) -> tuple[str, ...]:
    """Return how full each of four squares is: full, half or empty; none where there is no number.

    >>> squares(1.5)
    ('full', 'half', 'empty', 'empty')
    """
    if median is None:
        return ()
    highest = max(step.rating for step in rating_rules().scale)
    return tuple("full" if median >= n + 1 else "half" if median > n else "empty" for n in range(highest))


def raters_words(group: GroupRating, language: str = "en") -> str:
    """Return how many rated, and from which round the numbers stand where few ratings differ."""
    parts = [sentence("framework.raters", language, raters=group.raters)] if group.raters is not None else []
    if group.stands_from is not None:
        parts.append(sentence("framework.stands", language, day=group.stands_from))
    return "; ".join(parts)


def finding_sentence(rating: PracticeRating | None, language: str = "en") -> str:
    """Return the finding of a practice: how agencies and the community see it beside each other.

    >>> finding_sentence(None)
    'Nobody has rated this practice yet.'
    """
    if rating is None or {rating.agency.display, rating.community.display} == {"nobody"}:
        return sentence("framework.nobody", language)
    if rating.difference is None:
        return sentence("framework.cant_tell", language)
    return sentence(f"framework.{rating.reading}", language, steps=abs(rating.difference))


def change_sentence(change: RatingChange, language: str = "en") -> str:
    """Return how what a kind of raters said moved since the round before."""
    kind = name("rater_kind", change.kind, language)
    if change.steps is None:
        return sentence("framework.untold", language, kind=kind, day=change.earlier)
    moved = "up" if change.steps > 0 else "down" if change.steps < 0 else "same"
    return sentence(f"framework.{moved}", language, kind=kind, day=change.earlier, steps=abs(change.steps))


def answer_words(about: JointResponsibility, each: Commitment, language: str = "en") -> str:
    """Return what a body answered and when, or for how many days it has not."""
    if each.answer is None:
        days = next(one.days for one in about.waiting if one.body == each.body)
        return sentence("framework.waiting", language, days=days)
    answer = name("commitment_answer", each.answer, language)
    return sentence("framework.answered", language, answer=answer, day=each.answered_on)


def agreed_sentence(by: str, day: str | None, language: str = "en") -> str:
    """Return who agreed to something and when, or what of it is not recorded.

    >>> agreed_sentence("", None)
    'Who agreed to it and when is not recorded.'
    """
    key = {(True, True): "agreed", (True, False): "agreed_by", (False, True): "agreed_on"}
    found = key.get((bool(by), day is not None), "not_agreed")
    return sentence(f"framework.{found}", language, by=by, day=day)


def start_words(start: StartingPoint, language: str = "en") -> str:
    """Return the title of the step to begin with, or that everything may be tracked now."""
    check = readiness_check()
    titles = {step.id: step.title[language] for step in check.steps}
    return titles[start.step] if start.step else check.track[language]


def reason_sentences(reasons: tuple[Reason, ...], language: str = "en") -> Iterator[str]:
    """Yield why each question keeps a step from being passed, with the answer it got."""
    known = {each.id: each for step in readiness_check().steps for each in step.questions}
    for reason in reasons:
        answer = name("readiness_answer", reason.answer or "unanswered", language)
        yield f"{known[reason.question].because[language]} ({known[reason.question].text[language]} {answer})"
