"""The CalHHS publication scoring criteria as reviewed data: variables, their rows, and points by edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sharedsafety.core.errors import BadInput
from sharedsafety.core.reviewed import load_data


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredRow:
    """One line of a scoring table: what it fits (a size or a choice), and its points by edition."""

    points: Mapping[str, int]
    least: int | None = None
    most: int | None = None
    choice: str | None = None

    def fits(self, value: int | str) -> bool:
        """Return whether a size lies between the ends of the row, or a choice is the row's."""
        if isinstance(value, str) or self.choice is not None:
            return value == self.choice
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredVariable:
    """One variable of the criteria; ``review``: a person decides, whatever its points."""

    id: str
    name: Mapping[str, str]
    rows: tuple[ScoredRow, ...]
    review: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringCriteria:
    """The whole criteria, from ``data/core/calhhs.yaml``."""

    editions: tuple[str, ...]
    release_up_to: int
    numerator_condition: int
    denominator_condition: int
    variables: tuple[ScoredVariable, ...]


def scoring_criteria() -> ScoringCriteria:
    """Return the criteria as reviewed."""
    return load_data("core/calhhs", ScoringCriteria)


def scored_variable(name: str) -> ScoredVariable:
    """Return a variable of the criteria by its id.

    Raises:
        BadInput: ``score-unknown``: the criteria have no such variable.

    >>> scored_variable("other").review
    True
    """
    known = {variable.id: variable for variable in scoring_criteria().variables}
    if name not in known:
        raise BadInput("score-unknown", value=name, allowed=", ".join(known))
    return known[name]
