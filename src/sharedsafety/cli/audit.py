"""``sharedsafety budget audit``: a sample of dollars to code again, and what the result says of the rest."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sharedsafety.cli.output import Outcome
from sharedsafety.core.seed import SEED, seed

if TYPE_CHECKING:
    from sharedsafety.investments.dollar_audit import AuditSample


def add_audit_verb(steps: Any) -> None:
    """Register ``budget audit``."""
    step = steps.add_parser("audit", help="dollars to code again, and the most that can be coded wrong")
    step.add_argument("ledger", metavar="LEDGER.parquet", type=Path)
    step.add_argument("--sample", metavar="N", type=_size, help="dollars to draw (default: enough for the limits)")
    step.add_argument("--year", default="", metavar="YEAR:PHASE", help="such as 2022:adopted")
    step.add_argument("--results", metavar="CSV", type=Path, help="line_id, taint (0 to 1), note: one row a line drawn")
    step.add_argument("--seed", type=seed, default=SEED, help=f"seed of the sample (default {SEED})")
    step.set_defaults(call=_audit)


def _size(text: str) -> int:
    size = int(text)
    if not 1 <= size <= 100_000:
        raise argparse.ArgumentTypeError("not between 1 and 100000")
    return size


def _audit(args: argparse.Namespace) -> Outcome:
    from sharedsafety.cli.compare import year_asked
    from sharedsafety.investments.audit_sample import sample_size
    from sharedsafety.investments.cube import cube_of_file, program_lines
    from sharedsafety.investments.dollar_audit import audit_sample
    from sharedsafety.investments.settings import money_settings

    settings = money_settings()
    size = args.sample or sample_size(settings.audit_risk, settings.audit_tolerable_share)
    year, phase = year_asked(args.year, cube_of_file(args.ledger))
    sample = audit_sample(program_lines(args.ledger), fiscal_year=year, phase=phase, size=size, seed=args.seed)
    data = {"sample": _rows(sample), "draws": sample.size, "year": f"{year}:{phase}", "seed": args.seed}
    if args.results is None:
        return Outcome(text=_text(sample, f"{year} {phase}", args.seed), data={**data, "upper_bound_share": None})
    return _judged(args, sample, data)


def _judged(args: argparse.Namespace, sample: AuditSample, data: dict[str, Any]) -> Outcome:
    from sharedsafety.folder.one_table import table_values_of
    from sharedsafety.folder.shape import given_shape
    from sharedsafety.investments.dollar_audit import AuditResult, audit_bound, result_findings
    from sharedsafety.investments.settings import money_settings

    results = table_values_of(args.results, given_shape("audit_results.csv"), AuditResult)
    if findings := result_findings(sample, results, file=args.results.name):
        return Outcome(data={**data, "upper_bound_share": None}, findings=findings)
    risk = money_settings().audit_risk
    bound = audit_bound(sample, results, risk=risk)
    wrong = sum(each.taint > 0 for each in results)
    text = (
        f"{wrong} of {len(sample.lines)} lines coded wrong, wholly or in part. At most {bound:.1%} of the dollars are "
        f"coded wrong (that is exceeded by chance in {risk:.0%} of such samples)."
    )
    return Outcome(text=text, data={**data, "upper_bound_share": bound})


def _text(sample: AuditSample, year: str, number: int) -> str:
    lines = [f"{each.cents / 100:>18,.2f}  {each.line_id}  {each.program_key}" for each in sample.lines]
    end = (
        "Have somebody else code these lines without seeing the coding, write line_id and taint (the share coded "
        "wrong, 0 to 1) into a table, and call the verb again with --results."
    )
    total = (
        f"{sample.size} draws on {len(sample.lines)} lines of {year}, ${sample.cents / 100:,.2f} in all. Seed {number}."
    )
    return "\n".join([total, *lines, end])


def _rows(sample: AuditSample) -> list[dict[str, Any]]:
    return [
        {
            "line_id": each.line_id,
            "program_key": each.program_key,
            "fund_code": each.fund_code,
            "object": each.object,
            "doc_id": each.doc_id,
            "source_row": each.source_row,
            "source_column": each.source_column,
            "amount_usd": each.cents / 100,
            "draws": each.draws,
        }
        for each in sample.lines
    ]
