"""Suggested categories for programs that nobody has coded: earlier codings first, then words, else nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.coded_names import coded_by_people, learned_names
from sharedsafety.investments.held_out import Calibration, Situation, calibrations
from sharedsafety.investments.program_names import ProgramNames, department_kind, place_of
from sharedsafety.investments.word_model import CodedNames, WordGuess, word_model
from sharedsafety.investments.year_amounts import OUTSIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A category for one program, for a person to take or to refuse.

    Args:
        category: the one with the largest share.
        score: share of such suggestions that was right when held out; 1 for an earlier coding, which people made.
        how: ``same_program``, ``same_name`` (in the same kind of department) or ``words``.
        because: what it rests on: the earlier coding's program, or the words that count most.
        rows: as rows of a coding sheet, unreviewed and without a coder.
    """

    program_key: str
    category: str
    score: float
    how: str
    because: tuple[str, ...]
    rows: tuple[CodedShare, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """Suggestions in the order of the programs given.

    Args:
        uncoded: how many programs no person has coded.
        learned: how many coded programs were learned from.
        learned_categories: how many categories they have.
        calibrations: what held-out programs say; empty where there was too little to learn from.
    """

    suggestions: tuple[Suggestion, ...]
    uncoded: int
    learned: int
    learned_categories: int
    calibrations: Mapping[Situation, Calibration]

    @property
    def coverage(self) -> float | None:
        """Return the share of uncoded programs with a suggestion; None where every program is coded."""
        return len(self.suggestions) / self.uncoded if self.uncoded else None


def suggestions(
    programs: Sequence[ProgramNames],
    coding: Sequence[CodedShare],
    *,
    earlier: Sequence[CodedShare] = (),
    examples: Sequence[CodedNames] = (),
) -> Suggestions:
    """Return a suggestion for each uncoded program of which enough is known; nothing is applied.

    Args:
        programs: the programs of the ledger.
        coding: this budget's coding; programs with rows that a person made get no suggestion.
        earlier: codings of other years or communities.
        examples: coded names of other communities (``shipped_names``).

    Source: data/investments/suggestions.yaml.

    >>> last_year = CodedShare(program_key="jail", category="JS-JAL", share=Fraction(1), status="single", coder="Ana")
    >>> found = suggestions([ProgramNames(program_key="jail", department="Jail")], [], earlier=[last_year])
    >>> [(each.category, each.how) for each in found.suggestions]
    [('JS-JAL', 'same_program')]
    """
    own, before = coded_by_people(coding), coded_by_people(earlier)
    learned = learned_names(programs, (own, before), examples)
    uncoded = [names for names in programs if names.program_key not in own]
    exact = _exact(uncoded, before, learned)
    rest = [names for names in uncoded if names.program_key not in exact]
    judged = calibrations(learned) if rest else {}
    found = exact | _by_words(rest, learned, judged)
    return Suggestions(
        suggestions=tuple(found[names.program_key] for names in uncoded if names.program_key in found),
        uncoded=len(uncoded),
        learned=len(learned),
        learned_categories=len({category for each in learned for category, _ in each.shares}),
        calibrations=judged,
    )


def _exact(
    programs: Sequence[ProgramNames], before: Mapping[str, tuple[CodedShare, ...]], learned: Sequence[CodedNames]
) -> dict[str, Suggestion]:
    """Return what earlier codings say: of the same program, or of all programs of that name in such a department."""
    by_place: dict[tuple[str, str], list[CodedNames]] = defaultdict(list)
    for each in learned:
        by_place[place_of(each.names)].append(each)
    found: dict[str, Suggestion] = {}
    for names in programs:
        key, place = names.program_key, place_of(names)
        alike = by_place[place] if all(place) else []
        if key in before:
            found[key] = _as_before(key, before[key])
        elif len({each.shares for each in alike}) == 1:
            found[key] = _as_named(key, alike[0])
    return found


def _as_before(key: str, rows: tuple[CodedShare, ...]) -> Suggestion:
    copies = tuple(replace(row, status="unreviewed", coder="", row=None) for row in rows)
    main = min(rows, key=lambda row: (-row.share, row.category)).category
    return Suggestion(program_key=key, category=main, score=1.0, how="same_program", because=(key,), rows=copies)


def _as_named(key: str, alike: CodedNames) -> Suggestion:
    because = " / ".join(part for part in (alike.origin, alike.names.department, alike.names.program) if part)
    rows = tuple(_row(key, category, share, f"Coded so before: {because}") for category, share in alike.shares)
    return Suggestion(program_key=key, category=alike.main, score=1.0, how="same_name", because=(because,), rows=rows)


def _by_words(
    programs: Sequence[ProgramNames], learned: Sequence[CodedNames], judged: Mapping[Situation, Calibration]
) -> dict[str, Suggestion]:
    if not judged:
        return {}
    kinds = {department_kind(each.names.department) for each in learned}
    found: dict[str, Suggestion] = {}
    for names, guess in zip(programs, word_model(learned).guesses(programs), strict=True):
        known = department_kind(names.department) in kinds
        calibration = judged.get(Situation(department_known=known, outside=guess.category == OUTSIDE))
        score = calibration.score(guess.margin) if calibration and guess.because else None
        if score is not None:
            found[names.program_key] = _as_worded(names.program_key, guess, score)
    return found


def _as_worded(key: str, guess: WordGuess, score: float) -> Suggestion:
    note = f"Suggested by the words: {', '.join(guess.because)} (score {score:.2f})"
    return Suggestion(
        program_key=key,
        category=guess.category,
        score=score,
        how="words",
        because=guess.because,
        rows=(_row(key, guess.category, Fraction(1), note),),
    )


def _row(key: str, category: str, share: Fraction, note: str) -> CodedShare:
    """Return a row that says nothing firm: basis G, any share possible, no coder."""
    return CodedShare(
        program_key=key,
        category=category,
        share=share,
        low=Fraction(0),
        high=Fraction(1),
        basis="G",
        note=note,
        taxonomy_version=taxonomy().version,
    )
