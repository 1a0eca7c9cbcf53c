"""Addresses, telephone numbers and the like in a text, by bounded patterns and a second look at each match."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sharedsafety.core.personal_words import plain_word
from sharedsafety.core.reviewed import load_data


@dataclass(frozen=True, slots=True)
class PersonalPattern:
    """One regular expression; ``street`` and ``calle`` are candidates for an address that are looked at once more."""

    kind: str
    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalRules:
    """Patterns and words, from ``data/core/personal_text.yaml``."""

    clearable: frozenset[str]
    patterns: tuple[PersonalPattern, ...]
    parts: Mapping[str, str]
    identifier_digits: int
    years: tuple[int, int]
    before_years: frozenset[str]
    ordinary_suffixes: frozenset[str]
    not_streets: frozenset[str]
    in_streets: frozenset[str]
    after_numbers: frozenset[str]


def pattern_spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield (kind, start, end) of every match that stands a second look, pattern by pattern.

    >>> list(pattern_spans("text 831-555-0142"))
    [('phone', 5, 17)]
    """
    digits = any(character.isdigit() for character in text)
    for kind, pattern in _patterns():
        if not digits and kind != "email":  # all others ask for a digit
            continue
        for match in pattern.finditer(text):
            if _stands(kind, match, text):
                yield "address" if kind in {"street", "calle"} else kind, match.start(), match.end()


def clearable_kinds() -> frozenset[str]:
    """Return the kinds of parts that a person may clear.

    >>> "ssn" in clearable_kinds()
    False
    """
    return _rules().clearable


def whole_pattern(pattern: str) -> str:
    """Return a pattern of the data file with its named parts put in.

    >>> whole_pattern("{months}").startswith("jan|feb")
    True
    """
    for name, part in reversed(list(_rules().parts.items())):
        pattern = pattern.replace(f"{{{name}}}", part)
    return pattern


def _stands(kind: str, match: re.Match[str], text: str) -> bool:
    if kind == "street":
        return _is_street(match, text)
    if kind == "calle":
        return _is_calle(match, text)
    return kind != "case_number" or _is_identifier(match)


def _is_identifier(match: re.Match[str]) -> bool:
    text = match.groupdict().get("identifier") or match[0]
    enough = sum(character.isdigit() for character in text) >= _rules().identifier_digits
    return enough and not _is_year(text)


def _is_street(match: re.Match[str], text: str) -> bool:
    """Return whether a number, words and a suffix are an address: no year, nothing counted, capitals where needed."""
    words = match["words"].split()
    if _is_year(match["number"]) and _word_before(match, text) in _rules().before_years:
        return False
    if any(plain_word(word) in _rules().not_streets for word in words):
        return False
    capitals = all(word[0].isupper() or word[0].isdigit() for word in words)
    ordinary = plain_word(match["suffix"]) in _rules().ordinary_suffixes
    return capitals or (not ordinary and len(words) <= 2)


def _is_calle(match: re.Match[str], text: str) -> bool:
    """Return whether a Spanish street is an address: it has a name or a sign for number, and counts nothing."""
    words, counting = match["words"].split(), _rules().not_streets
    if any(plain_word(word) in counting - _rules().in_streets for word in words):
        return False
    after = re.match(r" {0,2}([^\W\d_]{1,20})", text[match.end() : match.end() + 24])
    counted = after is not None and plain_word(after[1]) in counting - _rules().after_numbers
    return bool(words or match["mark"]) and not counted


def _is_year(number: str) -> bool:
    first, last = _rules().years
    return number.isdecimal() and first <= int(number) <= last


def _word_before(match: re.Match[str], text: str) -> str:
    words = text[max(match.start() - 24, 0) : match.start()].split()
    return plain_word(words[-1]) if words else ""


def _rules() -> PersonalRules:
    return load_data("core/personal_text", PersonalRules)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((each.kind, re.compile(whole_pattern(each.pattern))) for each in _rules().patterns)
