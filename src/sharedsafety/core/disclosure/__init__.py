"""The one gate for counts of people: nothing about fewer than 11 people leaves the library (method.md 9).

``gate`` makes released figures and is the only module that can. ``protect`` hides cells of whole tables, ``audit``
tries to work hidden cells out; both are imported by name, because they load numpy.
"""

from sharedsafety.core.disclosure.gate import (
    HIDDEN,
    NOT_COLLECTED,
    UNRELIABLE,
    Display,
    People,
    Released,
    ReleasedFigure,
    is_hidden,
    needs_review,
    release,
    release_derived,
    release_table,
)
from sharedsafety.core.disclosure.people_table import MARGIN, Code, PeopleTable
from sharedsafety.core.disclosure.rules import DisclosureRules, disclosure_rules, is_hidden_count

__all__ = [
    "HIDDEN",
    "MARGIN",
    "NOT_COLLECTED",
    "UNRELIABLE",
    "Code",
    "DisclosureRules",
    "Display",
    "People",
    "PeopleTable",
    "Released",
    "ReleasedFigure",
    "disclosure_rules",
    "is_hidden",
    "is_hidden_count",
    "needs_review",
    "release",
    "release_derived",
    "release_table",
]
