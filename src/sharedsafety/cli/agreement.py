"""``sharedsafety budget agreement``: do the people who coded the same programs agree?"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sharedsafety.cli.output import Outcome
from sharedsafety.core.findings import Finding

if TYPE_CHECKING:
    from sharedsafety.investments.coded import CodedShare
    from sharedsafety.investments.double_coding import CodersAgree, Dispute

#: So many disputes people read; --json lists all.
SHOWN = 20


def add_agreement_verb(steps: Any) -> None:
    """Register ``budget agreement``."""
    step = steps.add_parser("agreement", help="do two people code the same programs alike?")
    step.add_argument("coding", metavar="CODING.csv", type=Path, help="as budget/coding.csv, each coder's rows apart")
    step.add_argument("--ledger", type=Path, metavar="LEDGER.parquet", help="weigh programs by their dollars too")
    step.add_argument("--year", default="", metavar="YEAR:PHASE", help="of the dollars, such as 2022:adopted")
    step.set_defaults(call=_agreement)


def _agreement(args: argparse.Namespace) -> Outcome:
    from sharedsafety.folder.one_table import table_values_of
    from sharedsafety.folder.shape import folder_shape
    from sharedsafety.investments.coded import CodedShare
    from sharedsafety.investments.double_coding import coders_agree

    columns = folder_shape().table("budget/coding.csv")
    apart = replace(columns, key=("program_key", "category", "level", "coder"))
    rows = table_values_of(args.coding, apart, CodedShare)
    findings = tuple(_faults(rows, args.coding.name))
    if any(finding.severity == "error" for finding in findings):
        return Outcome(findings=findings)
    found = coders_agree(rows, _cents(args) if args.ledger else None)
    alone = () if found.programs else (Finding(code="agreement-one-coder", file=args.coding.name, column="coder"),)
    return Outcome(text=_text(found), data=_data(found), findings=(*findings, *alone))


def _faults(rows: Sequence[CodedShare], file: str) -> Sequence[Finding]:
    """Return the faults of each coder's rows: the rows of one coder are a whole coding."""
    from sharedsafety.investments.coding import coding_findings

    coders = sorted({row.coder.strip() for row in rows})
    apart = ([row for row in rows if row.coder.strip() == coder] for coder in coders)
    return [finding for own in apart for finding in coding_findings(own, file=file)]


def _cents(args: argparse.Namespace) -> Mapping[str, int]:
    from sharedsafety.cli.compare import year_asked
    from sharedsafety.investments.cube import cube_of_file
    from sharedsafety.investments.program_cents import program_cents

    cube = cube_of_file(args.ledger)
    return program_cents(cube, year_asked(args.year, cube))


def _text(found: CodersAgree) -> str:
    verdicts = {"rely": "rely on it", "tentative": "tentative only", "rewrite_definitions": "rewrite the definitions"}
    lines = [
        f"{found.programs} programs coded by two or more of: {', '.join(found.coders) or 'nobody'}",
        f"alpha by program {_number(found.alpha)} ({verdicts.get(found.verdict or '', 'no verdict')}), "
        f"alike {_share(found.agreement)}",
    ]
    if found.dollar_agreement is not None:
        lines += [f"alpha by dollars {_number(found.dollar_alpha)}, alike {_share(found.dollar_agreement)} of dollars"]
    if found.disputes:
        lines += ["", f"{len(found.disputes)} programs are coded differently, largest first:"]
    for dispute in found.disputes[:SHOWN]:
        lines += _lines(dispute)
    rest = len(found.disputes) - SHOWN
    return "\n".join([*lines, *([f"{rest} more; --json lists all."] if rest > 0 else [])])


def _lines(dispute: Dispute) -> list[str]:
    dollars = "" if dispute.cents is None else f"  {dispute.cents / 100:,.2f} dollars"
    said = [
        f"    {coder}: {', '.join(f'{row.category} {float(row.share):.0%}' for row in rows)}"
        f"{''.join(f' - {row.note}' for row in rows[:1] if row.note)}"
        for coder, rows in dispute.codings
    ]
    return [f"  {dispute.program_key}{dollars}", *said]


def _number(value: float | None) -> str:
    return "can't tell" if value is None else f"{value:.3f}"


def _share(value: float | None) -> str:
    return "can't tell" if value is None else f"{value:.1%}"


def _data(found: CodersAgree) -> dict[str, Any]:
    names = ("programs", "alpha", "verdict", "agreement", "dollar_alpha", "dollar_agreement")
    disputes = [
        {
            "program_key": each.program_key,
            "amount_usd": None if each.cents is None else each.cents / 100,
            "main_differs": each.main_differs,
            "codings": {
                coder: [{"category": row.category, "share": float(row.share), "note": row.note} for row in rows]
                for coder, rows in each.codings
            },
        }
        for each in found.disputes
    ]
    return {**{name: getattr(found, name) for name in names}, "coders": list(found.coders), "disputes": disputes}
