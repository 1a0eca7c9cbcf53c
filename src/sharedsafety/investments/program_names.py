"""The names of a program as words: what a suggestion is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sharedsafety.investments.engines import DUCKDB, Ledger, ledger_tables
from sharedsafety.investments.ledger_schema import LedgerCube
from sharedsafety.investments.program_keys import slug
from sharedsafety.investments.settings import money_settings
from sharedsafety.investments.suggest_settings import suggest_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramNames:
    """The names under which a program is published; ``divisions`` and ``accounts`` are those of all its lines."""

    program_key: str
    department: str = ""
    program: str = ""
    divisions: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        """Return whether a department or a program is named at all."""
        return bool(self.department or self.program)


def names_in_ledger(ledger: Ledger, cube: LedgerCube) -> tuple[ProgramNames, ...]:
    """Return the names of every program with spending, sorted by key; department and program as in the newest year.

    Args:
        ledger: a ledger file, or an Arrow table in the ledger's schema.
        cube: its totals.
    """
    with ledger_tables(DUCKDB, ledger) as (lines,):
        spent = lines.filter(lines.flow.isin(money_settings().spending_flows))
        rows = spent.select("program_key", "division", "object").distinct().to_pyarrow().to_pylist()
    beside: dict[str, tuple[set[str], set[str]]] = {}
    for row in rows:
        divisions, accounts = beside.setdefault(row["program_key"], (set(), set()))
        divisions.add(row["division"] or "")
        accounts.add(row["object"] or "")
    return tuple(
        ProgramNames(
            program_key=row["program_key"],
            department=row["department"] or "",
            program=row["program"] or "",
            divisions=tuple(sorted(beside[row["program_key"]][0] - {""})),
            accounts=tuple(sorted(beside[row["program_key"]][1] - {""})),
        )
        for row in cube.programs.sort_by("program_key").to_pylist()
        if row["program_key"] in beside
    )


def names_of_key(program_key: str) -> ProgramNames:
    """Return the names that a key itself holds: its first part, and its last where that is no code.

    >>> names_of_key("aging.201.senior-services").program
    'senior services'
    >>> names_of_key("aging.201").program
    ''
    """
    first, *rest = program_key.split(".")
    last = rest[-1] if rest and any(sign.isalpha() for sign in rest[-1]) else ""
    return ProgramNames(program_key=program_key, department=first.replace("-", " "), program=last.replace("-", " "))


@lru_cache(maxsize=1 << 12)
def department_kind(department: str) -> str:
    """Return a department's name without the words that every department has.

    >>> department_kind("Police Department"), department_kind("City of Oakland: Police")
    ('police', 'oakland police')
    """
    ignored = suggest_settings().department_words
    return " ".join(word for word in slug(department).split("-") if word not in ignored)


def place_of(names: ProgramNames) -> tuple[str, str]:
    """Return the kind of department and the plain name of the program: equal places are one text."""
    return department_kind(names.department), slug(names.program)


@lru_cache(maxsize=1 << 14)
def terms_of(names: ProgramNames) -> Mapping[str, float]:
    """Return the words and word pairs of all names, each with the weight of the best field it stands in.

    >>> terms_of(ProgramNames(program_key="p", program="Street Lighting"))
    {'street': 1.0, 'lighting': 1.0, 'street lighting': 1.0}
    """
    weights = suggest_settings().field_weights
    fields: tuple[tuple[str, Iterable[str]], ...] = (
        ("account", names.accounts),
        ("division", names.divisions),
        ("department", (names.department,)),
        ("program", (names.program,)),
    )
    found: dict[str, float] = {}
    for field, texts in sorted(fields, key=lambda each: weights[each[0]]):
        for text in texts:
            found.update(dict.fromkeys(_phrases(text), weights[field]))
    return found


@lru_cache(maxsize=1 << 16)
def _phrases(text: str) -> tuple[str, ...]:
    words = slug(text).split("-")
    pairs = (" ".join(pair) for pair in pairwise(words) if all(map(_tells, pair)))
    return (*filter(_tells, words), *pairs)


def _tells(word: str) -> bool:
    """Return whether a word can say what a program is for: not a number, a letter or a small word."""
    settings = suggest_settings()
    return len(word) >= settings.shortest_word and not word.isdigit() and word not in settings.small_words
