"""Suggestions by words on programs and payments held out reach the goals of the project's performance table."""

from __future__ import annotations

import csv
import gzip
import io
import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from sharedsafety.investments.coded_names import shipped_names
from sharedsafety.investments.held_out import calibrations, held_out_guesses
from sharedsafety.investments.program_names import ProgramNames, department_kind, place_of
from sharedsafety.investments.word_model import CodedNames, word_model

OXFORD = "payments/oxford_expenditure_over_500"


def right(tried: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """The share that is right of all, and of the surest 70 %."""
    ordered = [good for _, good in sorted(tried, reverse=True)]
    surest = ordered[: round(0.7 * len(ordered))]
    return sum(ordered) / len(ordered), sum(surest) / len(surest)


def test_unseen_programs_of_los_angeles() -> None:
    coded = [each for each in shipped_names() if each.origin == "los-angeles"]
    tried = held_out_guesses(coded, lambda each: " / ".join(place_of(each.names)))
    everything, surest = right([(guess.margin, guess.category == each.main) for guess, each in tried])
    assert everything >= 0.80
    assert surest >= 0.92


def test_unseen_departments_of_los_angeles_are_harder_and_fewer_are_shown() -> None:
    coded = [each for each in shipped_names() if each.origin == "los-angeles"]
    tried = held_out_guesses(coded, lambda each: department_kind(each.names.department))
    everything, _ = right([(guess.margin, guess.category == each.main) for guess, each in tried])
    assert 0.60 <= everything < 0.82
    shown = dict.fromkeys((True, False), 0.0)
    own = [replace(each, origin="") for each in coded]
    for situation, each in calibrations(own).items():
        assert each.right_share is None or each.right_share >= 0.85
        shown[situation.department_known] += each.shown
    assert shown[False] < shown[True]


def payments(year: str) -> Iterator[tuple[str, str, str, str]]:
    """File, service area, expenditure category and supplier of each payment that names all three."""
    for path in sorted((Path(os.environ["SHAREDSAFETY_DATA"]) / OXFORD).glob(f"*{year}.csv.gz")):
        text = gzip.decompress(path.read_bytes()).decode("utf-8", errors="replace")
        for row in csv.DictReader(io.StringIO(text, newline="")):
            plain = {(name or "").strip().lower(): (value or "").strip() for name, value in row.items()}
            area, supplier = plain["service area"], plain["supplier name"]
            category = plain.get("expenditure category") or plain.get("expenditure catergory") or ""
            if area and category and supplier:
                yield path.name, area, category, supplier


@pytest.mark.shared
@pytest.mark.skipif("SHAREDSAFETY_DATA" not in os.environ, reason="needs the folder named by SHAREDSAFETY_DATA")
def test_later_payments_of_oxford_in_the_same_year() -> None:
    areas: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    later = []
    for file, area, category, supplier in (*payments("2017"), *payments("2018")):
        if "oct-dec-2017" in file or "2018" in file:
            later.append((area, category, supplier))
        else:
            areas[category, supplier][area] += 1
    coded = [
        CodedNames(
            names=ProgramNames(program_key="", department=category, program=supplier),
            shares=tuple((area, Fraction(n, counts.total())) for area, n in sorted(counts.items())),
        )
        for (category, supplier), counts in areas.items()
    ]
    texts = sorted({(category, supplier) for _, category, supplier in later})
    names = [ProgramNames(program_key="", department=category, program=supplier) for category, supplier in texts]
    guess = dict(zip(texts, word_model(coded).guesses(names), strict=True))
    tried = []
    for area, *text in later:
        before, said = areas.get(tuple(text)), guess[tuple(text)]
        if before:
            most, count = min(before.items(), key=lambda each: (-each[1], each[0]))
            tried.append((1 + count / before.total(), most == area))
        else:
            tried.append((said.margin, said.category == area))
    everything, surest = right(tried)
    assert len(tried) == 4997
    assert everything >= 0.76
    assert surest >= 0.85
