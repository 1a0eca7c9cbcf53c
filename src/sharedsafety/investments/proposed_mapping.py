"""A mapping proposed for a published budget never seen before, with the questions it could not answer itself."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.investments.amount_proposals import AmountsProposed, amounts_proposed
from sharedsafety.investments.column_kinds import ColumnKinds, column_kinds
from sharedsafety.investments.column_profiles import TableProfile, table_profile
from sharedsafety.investments.column_words import column_words, is_not_money, passed_on_named, says_nothing
from sharedsafety.investments.document_totals import DocumentTotal
from sharedsafety.investments.doubts import Doubt, Questions
from sharedsafety.investments.flow_proposals import account_type_proposed, passed_on_proposed, sign_proposed
from sharedsafety.investments.label_proposals import Labels, labels_proposed, leave_out_proposed, rows_proposed
from sharedsafety.investments.label_weights import LabelWeights, Weighing, label_weights
from sharedsafety.investments.ledger import import_into
from sharedsafety.investments.mapping import FileMapping, Seen
from sharedsafety.investments.mapping import Mapping as BudgetMapping
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
    """

    mapping: BudgetMapping | None
    doubts: tuple[Doubt, ...]
    columns: Mapping[str, str]
    counts: Mapping[tuple[str, str], int]
    totals: tuple[DocumentTotal, ...]
    findings: tuple[Finding, ...]


def proposed_mapping(
    path: Path,
    *,
    sheet: str | None = None,
    answers: Mapping[str, str] | None = None,
    told: Callable[[int], None] | None = None,
) -> Proposal:
    """Return a mapping for a published file, tried on the whole file: what it would load is part of the answer.

    Nothing is written. Names of columns are looked up in reviewed words of English and Spanish; every guess that
    changes totals is a question with its consequence.

    Args:
        sheet: the sheet of a spreadsheet; without it the likeliest is taken, and asked about.
        answers: id of a question -> the choice a person made.
        told: is called with the number of rows read so far, again and again.

    Raises:
        Unreadable: the file is missing, empty, damaged, protected, or could harm the reader.
        BadInput: it has no row of column names or no amounts, or an answer fits no question.

    Source: data/investments/column_words.yaml, data/investments/total_rows.yaml.

    >>> path = Path(tempfile.mkdtemp()) / "adopted-2024.csv"
    >>> _ = path.write_text("Town of X\\nDepartment,Amount\\nFire,10\\nParks,5\\n")
    >>> found = proposed_mapping(path)
    >>> found.mapping.files[0].header_row, found.totals[0].cents, [doubt.id for doubt in found.doubts]
    (2, 1500, ['year'])
    """
    questions = Questions(answers or {}, file=path.name)
    with tempfile.TemporaryDirectory() as scratch:
        unseen = unseen_table(path, Path(scratch), questions, sheet=sheet)
        profile = table_profile(unseen.table, told)
        kinds = column_kinds(profile)
        if not kinds.amounts and not kinds.wide:
            raise BadInput("map-no-amounts", file=unseen.table.shown_as, row=unseen.table.header_row)
        amounts = amounts_proposed(path, unseen.start.titles, profile, kinds, questions)
        if amounts is None:
            missing = Finding(code="map-no-year", file=unseen.table.shown_as)
            return Proposal(mapping=None, doubts=questions.finish(), columns={}, counts={}, totals=(),
                            findings=(*unseen.findings(), missing))  # fmt: skip
        mapping, columns = _mapping(path, unseen, (profile, kinds, amounts), questions, told)
    doubts = questions.finish()
    done = import_into(lambda _: None, mapping, path.parent, jurisdiction_id="")
    findings = (
        *(each for each in unseen.findings() if each not in done.findings),
        *done.findings,
        *_not_money(unseen),
        *_mostly_blank(profile, columns, unseen),
    )
    return Proposal(mapping=mapping, doubts=doubts, columns=columns, counts=_counts(profile, columns),
                    totals=done.totals, findings=findings)  # fmt: skip


#: Fields whose texts are kept in the mapping, to tell next year which are new.
_COMPARED = frozenset({"fund_code", "fund", "phase", "account_type"})
_Read = tuple[TableProfile, ColumnKinds, AmountsProposed]


def _mapping(
    path: Path, unseen: UnseenTable, read: _Read, questions: Questions, told: Callable[[int], None] | None
) -> tuple[BudgetMapping, dict[str, str]]:
    profile, kinds, amounts = read
    labels = labels_proposed(kinds, questions)
    weights = _weights(unseen, read, labels, told)
    missing = _missing(profile, {*labels.values(), *amounts.names})
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
    columns = _columns(profile, kinds, file, amounts)
    file = replace(file, seen=_seen(profile, columns))
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


def _missing(profile: TableProfile, used: set[str]) -> tuple[str, ...]:
    """Return the texts of the used columns that stand for nothing."""
    found = {text for column in profile.columns if column.name in used for text in (*column.texts, *column.odd)}
    return tuple(sorted(text for text in found if says_nothing(text)))


def _columns(profile: TableProfile, kinds: ColumnKinds, file: FileMapping, amounts: AmountsProposed) -> dict[str, str]:
    """Return what each column becomes."""
    fields = {name: str(field) for field, name in file.columns.items() if isinstance(name, str)}
    others = {"fiscal_year": kinds.fiscal_year, "phase": kinds.phase, "account_type": kinds.account_type}
    fields |= {name: field for field, name in others.items() if name}
    fields |= dict.fromkeys(amounts.names, "amount")
    return {column.name: fields.get(column.name, "") for column in profile.columns if column.name}


def _seen(profile: TableProfile, columns: Mapping[str, str]) -> Seen:
    types = column_words().types
    return Seen(
        columns={name: types.get(field, "") for name, field in columns.items()},
        values={
            columns[column.name]: tuple(sorted(column.texts))
            for column in profile.columns
            if columns.get(column.name) in _COMPARED
        },
    )


def _counts(profile: TableProfile, columns: Mapping[str, str]) -> dict[tuple[str, str], int]:
    return {
        (columns[column.name], text): rows
        for column in profile.columns
        if columns.get(column.name) in _COMPARED
        for text, rows in column.texts.items()
    }


def _mostly_blank(profile: TableProfile, columns: Mapping[str, str], unseen: UnseenTable) -> tuple[Finding, ...]:
    """Return the warning that departments stand in few rows, as where a name holds for all rows below it."""
    blank = column_words().blank_share
    named = [each for each in profile.columns if columns.get(each.name) == "department"]
    return tuple(
        Finding(code="map-mostly-blank", file=unseen.table.shown_as, column=each.name,
                params={"filled": each.filled, "rows": profile.rows})
        for each in named
        if each.filled < (1 - blank) * profile.rows
    )  # fmt: skip


def _not_money(unseen: UnseenTable) -> tuple[Finding, ...]:
    """Return the warning that the numbers may be counts of something else than money."""
    named = next((name for name in unseen.table.header if is_not_money(name)), None)
    table = unseen.table
    if named is None:
        return ()
    return (Finding(code="map-not-money", file=table.shown_as, row=table.header_row, column=named),)
