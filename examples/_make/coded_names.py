"""Write the names and categories that suggestions learn from: what people coded in the shipped examples.

Rows nobody reviewed (San Joaquin's, named by a crosswalk) teach nothing and are left out.
Run from the top of the repository: ``python -m examples._make.coded_names``
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from examples._make.shared_files import EXAMPLES

from sharedsafety.folder.one_table import table_values_of
from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.coded_names import coded_by_people, shares_of
from sharedsafety.investments.program_names import names_of_key

PLACE = EXAMPLES.parent / "src" / "sharedsafety" / "data" / "investments" / "coded_names.yaml"
COMMUNITIES = ("example-county", "los-angeles", "san-joaquin")
HEAD = """\
# Names of programs and how people coded them: department, program, shares by category. Written by
# examples/_make/coded_names.py; change the coding of the examples, not this file.
id: investments/coded_names
title: "Coded programs of the shipped examples, for suggestions"
unit: shares of a program, summing to 1
sources:
  - title: "Coding of the Los Angeles example by this project's team, from the adopted budgets 2009-10 to 2021-22"
    url: "https://github.com/CityOfLosAngeles/laBudget"
    retrieved: "2026-11-23"
  - {title: "Coding of Example County, an invented county, by this project's team", url: null, retrieved: "2026-11-23"}
reviewed: {by: project team, date: "2026-11-26"}

names:
"""


def coded_names_text() -> str:
    """Return the file: one line a department and program name, each once for each way it was coded."""
    return HEAD + "".join(f"{line}\n" for community in COMMUNITIES for line in _lines(community))


def _lines(community: str) -> Iterator[str]:
    coding = table_values_of(EXAMPLES / community / "budget" / "coding.csv", "budget/coding.csv", CodedShare)
    lines = {_line(key, rows): None for key, rows in coded_by_people(coding).items()}
    if lines:
        yield f"  {community}:"
        yield from lines


def _line(key: str, rows: tuple[CodedShare, ...]) -> str:
    names = names_of_key(key)
    shares = ", ".join(f'{category}: "{share}"' for category, share in shares_of(rows))
    return f'    - ["{names.department}", "{names.program}", {{{shares}}}]'


if __name__ == "__main__":
    Path(PLACE).write_text(coded_names_text(), encoding="utf-8")
