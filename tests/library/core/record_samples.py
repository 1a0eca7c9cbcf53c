"""Made-up votes of single people and the plan of their export, as the tests spoil them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np

from sharedsafety.core.record_plan import Answers, Permission, RecordPlan, RecordRows, Signature, signed_content

VOTES = ("agree", "disagree", "pass")


@cache
def votes_table(people: int = 40, statements: int = 8, *, seed: int = 1, refused: int = 0) -> RecordRows:
    """Votes in the order in which people came; the first ``refused`` gave no permission."""
    rng = np.random.default_rng(seed)
    columns = [f"s{number}" for number in range(1, statements + 1)]
    rows = [
        {"voter": f"v{person:04}", "may": "no" if person < refused else "yes", "age": str(20 + person % 50)}
        | {column: str(rng.choice([*VOTES, ""])) for column in columns}
        for person in range(people)
    ]
    return RecordRows(file="votes.csv", columns=("voter", "may", "age", *columns), rows=tuple(rows))


def export_plan(table: RecordRows) -> RecordPlan:
    """A plan that every condition is met of, but for its signature."""
    columns = tuple(column for column in table.columns if column.startswith("s"))
    return RecordPlan(
        title="Votes of a spring",
        drafted_by="Ana Analyst",
        person="voter",
        permission=Permission(column="may", yes="yes", words="May we publish your votes?", asked_on=date(2026, 3, 1)),
        first_answer_on=date(2026, 3, 1),
        answers=(Answers(columns=columns, values=VOTES),),
    )


def signed(plan: RecordPlan, table: RecordRows, **changed: object) -> RecordPlan:
    """The plan with the steward's signature; ``changed`` spoils the signature."""
    told = {"by": "Sam Steward", "role": "steward", "on": date(2026, 4, 1), "content": signed_content(table, plan)}
    return replace(plan, signed=Signature(**(told | changed)))
