"""Codes given in words: by the code itself, by its plain name in either language, or by both."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sharedsafety.report.names import name, names

_LANGUAGES = ("en", "es")
#: What a money table has beside the codes; nobody chooses it.
_NEVER_CHOSEN = "uncoded"


def code_of(kind: str, text: str) -> str:
    """Return the code that a text names among those of a kind; a text that names none is returned as it is.

    >>> code_of("category", "js-pol"), code_of("category", "SV-TRC Trauma care and healing"), code_of("level", "much")
    ('JS-POL', 'SV-TRC', 'much')
    """
    return _codes(kind).get(_plain(text), text)


def code_in_words(kind: str, code: str, language: str = "en") -> str:
    """Return a code with its plain name, as lists show it; :func:`code_of` reads it again.

    >>> code_in_words("basis", "A")
    'A a line of its own in the budget'
    """
    return f"{code} {name(kind, code, language)}"


def chosen_codes(kind: str) -> tuple[str, ...]:
    """Return the codes of a kind among which a person chooses.

    >>> chosen_codes("level")[0]
    'primary'
    """
    return tuple(code for code in names(kind) if code != _NEVER_CHOSEN)


@cache
def _codes(kind: str) -> Mapping[str, str]:
    found = {}
    for code in chosen_codes(kind):
        found[_plain(code)] = code
        for language in _LANGUAGES:
            found[_plain(name(kind, code, language))] = code
            found[_plain(code_in_words(kind, code, language))] = code
    return found


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
