"""The lines a move can come out of, as the options of a form: each says how free it is and how much is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sharedsafety.investments.program_freedom import ProgramLines
from sharedsafety.report.names import name
from sharedsafety_web.investments.selectors.told_shown import dollars_of_cents

#: What separates a program from one of its funds in the list of lines.
LINE = "|"
_CONTROLS = ("discretionary", "steerable", "unknown", "locked")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramOptions:
    """A program with its options: the program alone, then each of its funds where there are several."""

    program_key: str
    name: str
    department: str
    options: tuple[dict[str, Any], ...]


def program_options(lines: Iterable[ProgramLines], language: str) -> tuple[ProgramOptions, ...]:
    """Return the options of each program in one language."""
    return tuple(
        ProgramOptions(
            program_key=each.program_key,
            name=each.name,
            department=each.department,
            options=tuple(_options(each, language)),
        )
        for each in lines
    )


def _options(program: ProgramLines, language: str) -> Iterator[dict[str, Any]]:
    left = ", ".join(
        f"{name('control', control, language)} {dollars_of_cents(cents, language)}"
        for control in _CONTROLS
        if (cents := program.cents(control))
    )
    yield {"value": program.program_key, "words": f"{program.name}: {left}"}
    if len(program.lines) > 1:
        for line in (each for each in program.lines if each.fund_code):
            words = f"{name('control', line.control, language)} {dollars_of_cents(line.cents, language)}"
            yield {
                "value": f"{program.program_key}{LINE}{line.fund_code}",
                "words": f"\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}{program.name}, {line.name}: {words}",
            }
