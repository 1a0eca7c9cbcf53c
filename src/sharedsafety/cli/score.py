"""The verb ``disclosure score``: how risky a table is to publish by California's guidelines."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from sharedsafety.cli.output import Outcome
from sharedsafety.core.errors import BadInput

if TYPE_CHECKING:
    from sharedsafety.core.calhhs import PublicationScore

_OUTCOMES = {
    "release": "The guidelines permit the table as it is.",
    "mask_or_document": "The guidelines don't permit the table as it is.",
    "needs_review": "The score decides nothing: a person decides.",
}


def add_score_verb(verbs: Any) -> None:
    """Register ``disclosure score``."""
    verb = verbs.add_parser("score", help="the CalHHS publication score of a table, step by step")
    verb.add_argument("--smallest", metavar="N", type=int, required=True, help="people in the smallest cell above zero")
    verb.add_argument("--population", metavar="N", type=int, required=True, help="people of the area")
    verb.add_argument("--denominator", metavar="N", type=int, help="people counted among, where that is not everybody")
    verb.add_argument("--months", metavar="N", type=int, default=12, help="months that one figure covers (default 12)")
    verb.add_argument(
        "--variable", metavar="NAME=VALUE", action="append", default=[], help="a crossed variable: a choice or a size"
    )
    verb.add_argument("--place", choices=("residence", "service", "insurance"), default="residence")
    verb.add_argument("--address", metavar="CHOICE", default="", help="for one service shown by its address")
    verb.add_argument("--edition", choices=("1.0", "2.0"), default="2.0")
    verb.set_defaults(call=_score)


def _score(args: argparse.Namespace) -> Outcome:
    from sharedsafety.core.calhhs import DescribedTable, described_findings, publication_score, score_findings

    table = DescribedTable(
        smallest_cell=args.smallest,
        population=args.population,
        denominator=args.denominator,
        months=args.months,
        variables=tuple(_variable(words) for words in args.variable),
        place=args.place,
        address=args.address,
    )
    if impossible := described_findings(table):
        raise BadInput.with_all(impossible)
    score = publication_score(table, edition=args.edition)
    return Outcome(text=_text(score), data=_data(score), findings=score_findings(score))


def _variable(words: str) -> tuple[str, int | str]:
    name, equals, value = words.partition("=")
    if not (name and equals and value):
        raise BadInput("score-variable", value=words)
    return name, int(value) if value.isascii() and value.isdigit() else value


def _text(score: PublicationScore) -> str:
    from sharedsafety.core.calhhs_criteria import scored_variable

    rows = [
        f"  {scored_variable(each.variable).name['en']:<44}{each.value!s:>14}{_points(each.points):>5}"
        for each in score.terms
    ]
    conditions = [
        f"Smallest cell {'large enough' if score.numerator_met else 'too small'}; "
        f"people counted among {'enough' if score.denominator_met else 'too few'}."
    ]
    total = f"  {'points, edition ' + score.edition:<44}{'':>14}{score.total:>5}"
    return "\n".join([*conditions, *rows, total, _OUTCOMES[score.outcome]])


def _points(points: int | None) -> str:
    return "?" if points is None else str(points)


def _data(score: PublicationScore) -> dict[str, Any]:
    return {
        "edition": score.edition,
        "terms": [{"variable": each.variable, "value": each.value, "points": each.points} for each in score.terms],
        "total": score.total,
        "numerator_met": score.numerator_met,
        "denominator_met": score.denominator_met,
        "outcome": score.outcome,
        "permitted_by": score.permitted_by,
        "floor_hides": score.floor_hides,
    }
