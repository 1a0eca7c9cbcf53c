"""A mapping proposed for a published budget never seen before, with the questions it could not answer itself."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.investments.amount_proposals import AmountsProposed, amounts_proposed
from sharedsafety.investments.column_kinds import ColumnKinds, column_kinds
from sharedsafety.investments.column_profiles import TableProfile, table_profile
from sharedsafety.investments.column_reasons import Reason, column_reasons
from sharedsafety.investments.column_words import column_words, passed_on_named
from sharedsafety.investments.document_totals import DocumentTotal
from sharedsafety.investments.doubts import Doubt, Questions
from sharedsafety.investments.first_lines import FirstLines
from sharedsafety.investments.flow_proposals import account_type_proposed, passed_on_proposed, sign_proposed
from sharedsafety.investments.label_proposals import Labels, labels_proposed, leave_out_proposed, rows_proposed
from sharedsafety.investments.label_weights import LabelWeights, Weighing, label_weights
from sharedsafety.investments.ledger import import_into
from sharedsafety.investments.mapping import FileMapping
from sharedsafety.investments.mapping import Mapping as BudgetMapping
from sharedsafety.investments.proposed_columns import (
    fields_of_columns,
    fields_of_kinds,
    missing_texts,
    mostly_blank,
    not_money,
    seen_texts,
    text_counts,
)
from sharedsafety.investments.said_columns import Said, kinds_as_said
from sharedsafety.investments.table_rows import LeftOut
from sharedsafety.investments.unseen_files import UnseenTable, unseen_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A mapping for one published file.

    Args:
        mapping: the mapping, which ``budget import`` reads; None where a question must be answered first.
        doubts: what was asked, each with the answer that holds.
        columns: name of each column -> the field of a line it becomes, empty where it is not used.
        totals: what an import with this mapping would load.
        counts: rows in which a fund, phase or mark of revenue stands, by field and text.
        findings: what was noticed; an error among them makes the mapping unusable.
        header_row: the row of the column names.
        reasons: name of each column -> why it is taken for what ``columns`` says.
        first: the first lines as they would be read (``first_lines.SHOWN``).
        left_out: rows that would not become lines, each with its reason.
    """

    mapping: BudgetMapping | None
    doubts: tuple[Doubt, ...]
    columns: Mapping[str, str]
    counts: Mapping[tuple[str, str], int]
    totals: tuple[DocumentTotal, ...]
    findings: tuple[Finding, ...]
    header_row: int
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    first: tuple[Mapping[str, Any], ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def proposed_mapping(
    path: Path,
    *,
    sheet: str | None = None,
    answers: Mapping[str, str] | None = None,
    said: Said | None = None,
    told: Callable[[int], None] | None = None,
) -> Proposal:
    """Return a mapping for a published file, tried on the whole file: what it would load is part of the answer.

    Nothing is written. Names of columns are looked up in reviewed words of English and Spanish; every guess that
    changes totals is a question with its consequence.

    Args:
        sheet: the sheet of a spreadsheet; without it the likeliest is taken, and asked about.
        answers: id of a question -> the choice a person made.
        said: what was said before, of columns and to questions; it holds where it still fits.
        told: is called with the number of rows read so far, again and again.

    Raises:
        Unreadable: the file is missing, empty, damaged, protected, or could harm the reader.
        BadInput: it has no row of column names, no amounts (with ``said`` a person can still name them), or one of
            ``answers`` fits no question.

    Source: data/investments/column_words.yaml, data/investments/total_rows.yaml.

    >>> path = Path(tempfile.mkdtemp()) / "adopted-2024.csv"
    >>> _ = path.write_text("Town of X\\nDepartment,Amount\\nFire,10\\nParks,5\\n")
    >>> found = proposed_mapping(path)
    >>> found.mapping.files[0].header_row, found.totals[0].cents, [doubt.id for doubt in found.doubts]
    (2, 1500, ['year'])
    """
    before = said or Said()
    questions = Questions(answers or {}, file=path.name, said=before.answers)
    with tempfile.TemporaryDirectory() as scratch:
        unseen = unseen_table(path, Path(scratch), questions, sheet=sheet)
        profile = table_profile(unseen.table, told)
        known = {name: meant for name, meant in before.columns.items() if name in unseen.table.header}
        kinds = kinds_as_said(column_kinds(profile), known)
        if not kinds.amounts and not kinds.wide:
            if said is None:
                raise BadInput("map-no-amounts", file=unseen.table.shown_as, row=unseen.table.header_row)
            return _unfinished("map-no-amounts", unseen, (profile, kinds), known, questions)
        amounts = amounts_proposed(path, unseen.start.titles, profile, kinds, questions)
        if amounts is None:
            return _unfinished("map-no-year", unseen, (profile, kinds), known, questions)
        mapping, columns = _mapping(path, unseen, (profile, kinds, amounts), questions, told)
    proposal = Proposal(mapping=mapping, doubts=questions.finish(), columns=columns, totals=(),
                        counts=text_counts(profile, columns), findings=unseen.findings(),
                        header_row=unseen.table.header_row,
                        reasons=column_reasons(profile, kinds, columns, known))  # fmt: skip
    return _tried(proposal, mapping, path, (*not_money(unseen), *mostly_blank(profile, columns, unseen)))


def _tried(proposal: Proposal, mapping: BudgetMapping, path: Path, noticed: tuple[Finding, ...]) -> Proposal:
    """Return the proposal with what an import of the whole file says."""
    first = FirstLines(column_words().lines_shown)
    done = import_into(first.take, mapping, path.parent, jurisdiction_id="")
    before = (each for each in proposal.findings if each not in done.findings)
    return replace(proposal, totals=done.totals, findings=(*before, *done.findings, *noticed),
                   first=tuple(first.lines), left_out=done.left_out)  # fmt: skip


def _unfinished(
    code: str,
    unseen: UnseenTable,
    read: tuple[TableProfile, ColumnKinds],
    said: Mapping[str, str],
    questions: Questions,
) -> Proposal:
    """Return what is known where a question must be answered first."""
    profile, kinds = read
    missing = Finding(code=code, file=unseen.table.shown_as, row=unseen.table.header_row)
    columns = fields_of_kinds(profile, kinds)
    return Proposal(mapping=None, doubts=questions.finish(), columns=columns, counts={}, totals=(),
                    findings=(*unseen.findings(), missing), header_row=unseen.table.header_row,
                    reasons=column_reasons(profile, kinds, columns, said))  # fmt: skip


_Read = tuple[TableProfile, ColumnKinds, AmountsProposed]


def _mapping(
    path: Path, unseen: UnseenTable, read: _Read, questions: Questions, told: Callable[[int], None] | None
) -> tuple[BudgetMapping, dict[str, str]]:
    profile, kinds, amounts = read
    labels = labels_proposed(kinds, questions)
    weights = _weights(unseen, read, labels, told)
    missing = missing_texts(profile, {*labels.values(), *amounts.names})
    file = FileMapping(
        file=path.name,
        sheet=unseen.sheet,
        header_row=unseen.table.header_row,
        delimiter=unseen.table.delimiter if unseen.table.delimiter == "|" else None,
        columns=dict(labels),
        amounts=amounts.amounts,
        unpivot=amounts.unpivot,
        decimal=amounts.decimal,
        account_type=account_type_proposed(kinds, profile, weights, questions),
        rows=rows_proposed(kinds, weights, questions),
        sign=sign_proposed(kinds, profile, weights, questions),
    )
    columns = fields_of_columns(profile, kinds, file, amounts)
    file = replace(file, seen=seen_texts(profile, columns))
    others = (replace(file, sheet=each) for each in unseen.alike)
    mapping = BudgetMapping(
        files=(file, *others),
        missing=missing,
        leave_out=leave_out_proposed(labels, weights, questions),
        flow=passed_on_proposed(labels, weights, questions),
    )
    return mapping, columns


def _weights(unseen: UnseenTable, read: _Read, labels: Labels, told: Callable[[int], None] | None) -> LabelWeights:
    """Return the rows and dollars behind the texts that a question may be about."""
    profile, kinds, amounts = read
    header = unseen.table.header
    few = {kinds.account_type, kinds.entity} - {None}
    numbers = {header.index(name) for name in (*labels.values(), *few) if name}
    details = [
        header.index(name)
        for field, name in labels.items()
        if field != "department" and 0 < _blank_share(profile, header.index(name)) <= column_words().blank_share
    ]
    plan = Weighing(
        labels=sorted(numbers),
        amounts=sorted(header.index(name) for name in amounts.names),
        details=details,
        decimal=amounts.decimal,
        account=header.index(kinds.account_type) if kinds.account_type else None,
        few=frozenset(header.index(name) for name in few if name),
        kept=lambda text: passed_on_named(text) is not None,
    )
    return label_weights(unseen.table, plan, told)


def _blank_share(profile: TableProfile, number: int) -> float:
    return 1 - profile.columns[number].filled / max(profile.rows, 1)
