"""Candidate categories where only a function code is known: basis G, wide ranges, unreviewed (method.md 2.7)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sharedsafety.framework.taxonomy import Category, taxonomy
from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.settings import money_settings


def county_function_shares(program_key: str, function: str, activity: str) -> tuple[CodedShare, ...]:
    """Return proposed shares of a program known by its California county function and activity alone.

    Every category whose crosswalk names the pair is a candidate from 0 to 1; a single category named with high
    confidence gets at least ``sure_share`` of ``data/investments/measures.yaml``. Each candidate also gets an
    equal part of what the lower ends leave free. Empty when no category names the pair: the money stays uncoded.

    Source: taxonomy.yaml ``function_prior.rule_without_prior``.

    >>> shares = county_function_shares("sheriff", "Public Protection", "Police Protection")
    >>> [(row.category, str(row.share), str(row.low)) for row in shares]
    [('JS-POL', '9/10', '4/5'), ('JS-LIA', '1/10', '0')]
    """
    pair = (_plain(function), _plain(activity))
    named = [
        category
        for category in taxonomy().categories
        if pair in {(_plain(f), _plain(a)) for f, a in category.crosswalk.ca_county.items}
    ]
    sure = [category for category in named if category.crosswalk.ca_county.confidence == "high"]
    return _candidates(program_key, named, sure, f"{function} / {activity}")


def census_function_shares(program_key: str, function_code: str) -> tuple[CodedShare, ...]:
    """Return proposed shares of a program known by its Census function code alone.

    A function with a prior gets its shares with the range 0 to 1 (a single category: exactly 1); any other the rule of
    ``county_function_shares``.

    >>> [(row.category, float(row.share)) for row in census_function_shares("library", "52")]
    [('WB-PLA', 1.0)]
    """
    prior = taxonomy().function_prior.get(function_code)
    if prior is None:
        named = [c for c in taxonomy().categories if function_code in c.crosswalk.census.codes]
        sure = [c for c in named if c.crosswalk.census.confidence == "high"]
        return _candidates(program_key, named, sure, f"Census function {function_code}")
    low = Fraction(len(prior) == 1)
    note = f"Placeholder shares of Census function {function_code}"
    return tuple(_proposed(program_key, code, Fraction(str(share)), low, note) for code, share in prior.items())


def _candidates(
    program_key: str, named: Sequence[Category], sure: Sequence[Category], what: str
) -> tuple[CodedShare, ...]:
    if not named:
        return ()
    floor = Fraction(money_settings().sure_share) if len(sure) == 1 else Fraction(0)
    rest = (1 - floor) / len(named)
    ordered = sorted(named, key=lambda category: category not in sure)
    lows = [floor if category in sure and len(sure) == 1 else Fraction(0) for category in ordered]
    return tuple(
        _proposed(program_key, category.code, low + rest, low, f"Named by the crosswalk of {what}")
        for category, low in zip(ordered, lows, strict=True)
    )


def _proposed(program_key: str, category: str, share: Fraction, low: Fraction, note: str) -> CodedShare:
    return CodedShare(
        program_key=program_key,
        category=category,
        share=share,
        low=low,
        high=Fraction(1),
        basis="G",
        coder="crosswalk",
        status="unreviewed",
        note=note,
        taxonomy_version=taxonomy().version,
    )


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").casefold().split())
