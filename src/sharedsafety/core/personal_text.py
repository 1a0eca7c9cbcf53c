"""What in a text could name a person: held back until somebody has looked (trust.md 7.8, T12; method.md 9.7).

Lists and patterns never find everything: what is held is a question to a person, and what passes is no promise. Free
text of survivors is sealed in any case, and no text is published without a person's review.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sharedsafety.core.findings import Finding
from sharedsafety.core.personal_names import name_spans
from sharedsafety.core.personal_patterns import clearable_kinds, pattern_spans


@dataclass(frozen=True, slots=True, order=True)
class PersonalSpan:
    """A part of a text, from character ``start`` (counted from 0) up to ``end``, and what it looks like.

    ``kind``: ``name``, ``address``, ``phone``, ``email``, ``case_number``, ``ssn`` or ``birth_date``.
    """

    start: int
    end: int
    kind: str


def held(
    text: str,
    *,
    file: str | None = None,
    row: int | None = None,
    column: str | None = None,
    cleared: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Return a warning for each part of a text that looks personal, in order; it never repeats what the text says.

    Args:
        text: in English or Spanish.
        file, row, column: where it stands, as the user knows it.
        cleared: parts that a person has looked at; identity numbers and dates of birth are told even so.

    Source: data/core/personal_text.yaml, data/core/personal_names.yaml.

    >>> [finding.code for finding in held("Maria Lopez, 831-555-0142", row=7)]
    ['personal-name', 'personal-phone']
    """
    spans = (span for span in personal_spans(text) if not is_cleared(span, text, cleared))
    return tuple(_finding(span, file, row, column) for span in spans)


def is_cleared(span: PersonalSpan, text: str, cleared: Collection[str]) -> bool:
    """Return whether a person has looked at exactly these words, and may clear what they look like.

    >>> is_cleared(PersonalSpan(0, 10, "name"), "St. George", {"St. George"})
    True
    """
    return text[span.start : span.end] in cleared and span.kind in clearable_kinds()


def held_rows(rows: Iterable[Mapping[str, str]], *, file: str | None = None) -> tuple[Finding, ...]:
    """Return the warnings of all cells of a table; the name of a column counts as a cue for its cells.

    Args:
        rows: the cells of each row by column; the first is row 2 of the file, below the header.
        file: the file, as the user knows it.

    >>> [(f.row, f.column, f.code) for f in held_rows([{"dob": "7/2/91", "city": "Aptos"}])]
    [(2, 'dob', 'personal-birth-date')]
    """
    return tuple(
        _finding(span, file, number, column)
        for number, row in enumerate(rows, start=2)
        for column, cell in row.items()
        for span in _cell_spans(column, cell)
    )


def personal_spans(text: str) -> tuple[PersonalSpan, ...]:
    """Return the parts of a text that look personal, in order; a part that two rules find is told once.

    >>> personal_spans("me llamo Lucía")
    (PersonalSpan(start=9, end=14, kind='name'),)
    """
    found = [PersonalSpan(start, end, kind) for kind, start, end in pattern_spans(text)]
    found += [PersonalSpan(start, end, "name") for start, end in name_spans(text)]
    return tuple(_without_overlaps(sorted(found), len(text)))


def _cell_spans(column: str, cell: str) -> Iterator[PersonalSpan]:
    cue = f"{column.replace('_', ' ')}: "
    for span in personal_spans(f"{cue}{cell}"):
        if span.end > len(cue):
            yield PersonalSpan(max(span.start - len(cue), 0), span.end - len(cue), span.kind)


def _finding(span: PersonalSpan, file: str | None, row: int | None, column: str | None) -> Finding:
    params = {"first": span.start + 1, "last": span.end}
    code = f"personal-{span.kind.replace('_', '-')}"
    return Finding(code=code, file=file, row=row, column=column, params=params)


def _without_overlaps(spans: list[PersonalSpan], length: int) -> Iterator[PersonalSpan]:
    """Yield sorted spans; of two of one kind that overlap the first, and no name inside of another kind."""
    ends = dict.fromkeys((span.kind for span in spans), 0)
    other = bytearray(length)
    for span in spans:
        if span.kind != "name":
            other[span.start : span.end] = b"\1" * (span.end - span.start)
    for span in spans:
        if span.start >= ends[span.kind] and not (span.kind == "name" and any(other[span.start : span.end])):
            ends[span.kind] = span.end
            yield span
