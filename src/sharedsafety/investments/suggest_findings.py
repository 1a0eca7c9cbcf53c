"""What is wrong or thin about the input of suggestions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sharedsafety.core.findings import Finding
from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.coded_names import coded_by_people
from sharedsafety.investments.program_names import ProgramNames

#: Name of a coding file, and its rows.
CodingFile = tuple[str, Sequence[CodedShare]]


def suggest_findings(
    programs: Sequence[ProgramNames], ledger: str, coding: CodingFile, earlier: Sequence[CodingFile] = ()
) -> Iterator[Finding]:
    """Yield what stands against suggestions: no names, nothing coded, one category only, programs of other ledgers.

    >>> [finding.code for finding in suggest_findings([], "la.parquet", ("coding.csv", []))]
    ['suggest-no-names', 'suggest-nothing-coded']
    """
    if not any(names.named for names in programs):
        yield Finding(code="suggest-no-names", file=ledger)
    coded = coded_by_people([row for _, rows in (coding, *earlier) for row in rows])
    categories = sorted({row.category for rows in coded.values() for row in rows})
    if not coded:
        yield Finding(code="suggest-nothing-coded", file=coding[0], column="status")
    elif len(categories) == 1:
        yield Finding(code="suggest-one-category", file=coding[0], column="category", params={"value": categories[0]})
    keys = {names.program_key for names in programs}
    for file, rows in earlier:
        count = len({row.program_key for row in rows} - keys)
        if count:
            params = {"count": count}
            yield Finding(code="suggest-other-programs", file=file, column="program_key", params=params)
