"""Restricted money beside local money: what a program's page says, and the list of where to look."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sharedsafety.investments.settings import money_settings
from sharedsafety.report.supplanting_sentences import supplanting_counts, supplanting_words
from sharedsafety_web.publishing.site.edition import Edition


def program_check(edition: Edition, key: str) -> Mapping[str, Any] | None:
    """Return what the check of a program says, or None where it never had restricted money."""
    return _checks(edition).get(key)


def supplanting_list(edition: Edition) -> Mapping[str, Any] | None:
    """Return the counts and the programs to look at, by department and name; None where none has restricted money."""
    checks = edition.assessment.money.supplanting
    if not checks:
        return None
    known = _checks(edition)
    programs = [program for key, program in edition.programs.items() if known.get(key, {}).get("look_here")]
    return {
        "years": money_settings().supplanting_years,
        "fall": money_settings().supplanting_fall,
        "counts": supplanting_counts(checks, edition.language),
        "programs": [
            (
                edition.program_name(program),
                edition.program_address(program.program_key),
                known[program.program_key]["words"],
            )
            for program in programs
        ],
    }


@lru_cache(maxsize=2)
def _checks(edition: Edition) -> Mapping[str, Mapping[str, Any]]:
    return {
        check.program_key: {
            "look_here": check.state == "look_here",
            "words": supplanting_words(check, edition.fiscal_year_start, edition.language),
        }
        for check in edition.assessment.money.supplanting
    }
