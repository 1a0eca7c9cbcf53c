"""What several people's codings of one program come to: one coding where they say the same, else a dispute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.double_coding import says


def settled(codings: Mapping[str, Sequence[CodedShare]]) -> tuple[CodedShare, ...] | None:
    """Return the rows that go into the coding, or None where people say different things of the program.

    One person's rows are ``single``. Rows of several who say the same (categories, levels, shares, markers, who
    spends) are ``double``: the range is the widest, the basis the weakest, the reasons stand one after the other.

    Args:
        codings: coder -> their rows of the one program; at least one coder.

    >>> rows = [CodedShare(program_key="p", category="JS-POL", share=Fraction(1), basis="A")]
    >>> found = settled({"ana": rows, "ben": rows})
    >>> found[0].status, found[0].coder
    ('double', 'ana; ben')
    """
    if len({says(rows) for rows in codings.values()}) > 1:
        return None
    status = "single" if len(codings) == 1 else "double"
    first, *others = codings.values()
    coders = "; ".join(dict.fromkeys(name.strip() for coder in codings for name in coder.split(";")))
    return tuple(
        replace(_together([row, *(_alike(row, rows) for rows in others)]), status=status, coder=coders)
        for row in sorted(first, key=lambda row: (-row.share, row.category))
    )


def _alike(row: CodedShare, rows: Sequence[CodedShare]) -> CodedShare:
    return next(other for other in rows if says([other]) == says([row]))


def _together(rows: Sequence[CodedShare]) -> CodedShare:
    """Return one row for rows that say the same."""
    ranged = any(row.low is not None or row.high is not None for row in rows)
    return replace(
        rows[0],
        low=min(_end(row.low, row.share) for row in rows) if ranged else None,
        high=max(_end(row.high, row.share) for row in rows) if ranged else None,
        basis=max(row.basis for row in rows),
        note=" / ".join(dict.fromkeys(row.note.strip() for row in rows if row.note.strip())),
        row=None,
    )


def _end(end: Fraction | None, share: Fraction) -> Fraction:
    return share if end is None else end
