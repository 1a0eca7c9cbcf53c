"""Names of columns that tell of single people: who, where, when, or whether a survivor."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from sharedsafety.core.reviewed import load_data


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnKind:
    """Names of one kind of column.

    ``in_folders``: a column with such a name is refused in any file of a community folder but those below
    ``allowed_in``.
    """

    kind: str
    in_folders: bool
    names: tuple[str, ...]
    allowed_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRules:
    """Names of columns of a point on a map, and where such a point is the place of a person."""

    latitude: tuple[str, ...]
    longitude: tuple[str, ...]
    beside: tuple[str, ...]
    folders: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRules:
    """How many columns and rows of nothing but votes make a table of single people."""

    columns: int
    rows: int
    words: tuple[str, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRules:
    """Everything of ``data/core/record_level.yaml``."""

    least_rows: int
    known_answers: int
    loud_share: float
    most_values: int
    longest_value: int
    sets_counted: int
    sets_drawn: int
    signing_seat: str
    kinds: tuple[ColumnKind, ...]
    points: PointRules
    votes: VoteRules
    files: tuple[str, ...]


def record_rules() -> RecordRules:
    """Return the rules about records of single people as reviewed."""
    return load_data("core/record_level", RecordRules)


def plain_name(column: str) -> str:
    """Return the words of a column's name, small, without accents and signs, one blank between them.

    >>> plain_name("ParticipantID"), plain_name("  e-mail_Address "), plain_name("Género")
    ('participant id', 'e mail address', 'genero')
    """
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", column)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", apart) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[a-z0-9]+", bare.lower()))


def forbidden_word(column: str) -> str | None:
    """Return the first name of a refused kind that stands anywhere in a column's name; None where there is none.

    Source: data/core/record_level.yaml.

    >>> forbidden_word("Age group at vote"), forbidden_word("s12"), forbidden_word("agreement")
    ('age', None, None)
    """
    padded = f" {plain_name(column)} "
    return next((name for kind in record_rules().kinds for name in kind.names if f" {name} " in padded), None)


def person_columns(columns: Sequence[str], *, folder: str = "") -> tuple[str, ...]:
    """Return the columns that make a table one of single people whatever else it holds, in their order.

    Args:
        columns: all columns of the table.
        folder: the first folder on the way to the file, such as ``inventory``.

    >>> person_columns(["voter-id", "Fund", "Survivor status", "survivors"])
    ('voter-id', 'Survivor status')
    """
    kinds = (kind for kind in record_rules().kinds if kind.in_folders and folder not in kind.allowed_in)
    refused = {name for kind in kinds for name in kind.names}
    return tuple(column for column in columns if plain_name(column) in refused)


def person_points(columns: Sequence[str], *, listened: bool) -> tuple[str, ...]:
    """Return the columns of points on a map that are places of people: both, or none.

    Args:
        columns: all columns of the table.
        listened: whether the table holds what people said, so that every point is one of theirs.

    >>> person_points(["lat", "lon", "Age"], listened=False), person_points(["lat", "lon", "name"], listened=False)
    (('lat', 'lon'), ())
    """
    rules, plain = record_rules().points, {plain_name(column): column for column in reversed(columns)}
    found = [[plain[name] for name in names if name in plain] for names in (rules.latitude, rules.longitude)]
    if not all(found) or not (listened or plain.keys() & set(rules.beside)):
        return ()
    return found[0][0], found[1][0]


def vote_columns(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the columns whose cells are all votes, where there are so many that the table must be of single people.

    Args:
        columns: all columns of the table.
        rows: the first rows, cell by cell, as text; rows of another length are not looked at.

    >>> vote_columns(list("abcde"), [["agree", "pass", "pass", "pass", "disagree"], ["pass"] * 5, [""] * 5])
    ('a', 'b', 'c', 'd', 'e')
    """
    rules = record_rules().votes
    whole = [[_plain_vote(cell) for cell in row] for row in rows if len(row) == len(columns)]
    kinds = (set(rules.words), set(rules.numbers))
    for votes, need in zip(kinds, (1, len(rules.numbers)), strict=True):
        cells = {name: {row[place] for row in whole} - {""} for place, name in enumerate(columns)}
        found = [name for name, said in cells.items() if said and said <= votes]
        said = set().union(*(cells[name] for name in found))
        if len(whole) >= rules.rows and len(found) >= rules.columns and len(said) >= need:
            return tuple(found)
    return ()


def _plain_vote(cell: str) -> str:
    text = cell.strip().lower()
    return re.sub(r"^(-?\d)\.0+$", r"\1", text).removeprefix("+")
