"""Percents as spreadsheets bring them back: signs, decimal commas, shares of one, and dates that nobody typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from sharedsafety.core.findings import Finding
from sharedsafety.investments.settings import money_settings

_PERCENT = re.compile(r"[0-9]{1,9}([.,][0-9]{0,40})?([eE]-?[0-9]{1,2})?|[.,][0-9]{1,40}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[0-9]{1,2}:[0-9]{2}.*")
_ENDS = ("low", "high")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Percent:
    """A percent; ``signed`` when it was written with its sign, so that it can't be a share of one."""

    value: Fraction
    signed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPercents:
    """The shares of one program, row by row: column -> share between 0 and 1, as a fraction."""

    rows: tuple[Mapping[str, Fraction], ...]
    findings: tuple[Finding, ...]


def read_percents(program: str, rows: Sequence[tuple[int, Mapping[str, str]]]) -> ReadPercents:
    """Return the shares of the rows of one program; each row is its number and the cells ``share``, ``low``, ``high``.

    A single row without a percent is all of the program. Where the cells add up to 100 only when numbers up to 1 are
    taken as shares of one, they are, and it is said.

    >>> read_percents("p", [(2, {"share": "0.6"}), (3, {"share": "40 %"})]).rows[0]
    {'share': Fraction(3, 5)}
    """
    if len(rows) == 1 and not rows[0][1].get("share"):
        rows = [(rows[0][0], {**rows[0][1], "share": "100"})]
    faults, read = [], []
    for number, cells in rows:
        found: dict[str, _Percent] = {}
        for column in ("share", *_ENDS):
            text = cells.get(column, "")
            percent = _percent(text)
            if percent:
                found[column] = percent
            elif text or column == "share":
                faults.append(_unread(program, number, column, text))
        read.append((number, found))
    if faults:
        return ReadPercents(rows=(), findings=tuple(faults))
    scaled, said = _as_percents(program, read)
    findings = (*said, *_doubts(scaled))
    shares = tuple({column: each.value / 100 for column, each in found.items()} for _, found in scaled)
    return ReadPercents(rows=shares, findings=findings)


def _percent(text: str) -> _Percent | None:
    bare = text.replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    plain = bare.removesuffix("%")
    if not _PERCENT.fullmatch(plain):
        return None
    value = Fraction(plain.replace(",", "."))
    return _Percent(value=value, signed=plain != bare) if value <= 100 else None


def _unread(program: str, row: int, column: str, text: str) -> Finding:
    code = "sheet-percent-unread" if text else "sheet-percent-missing"
    code = "sheet-percent-date" if _DATE.fullmatch(text) else code
    return Finding(code=code, row=row, column=column, params={"value": (text or program)[:60]})


Read = list[tuple[int, dict[str, _Percent]]]


def _as_percents(program: str, read: Read) -> tuple[Read, tuple[Finding, ...]]:
    if _is_whole(read):
        return read, ()
    scaled = [(row, _scaled(found) if _is_of_one(found["share"]) else found) for row, found in read]
    if _is_whole(scaled):
        return scaled, (
            Finding(code="sheet-percent-of-one", row=read[0][0], column="share", params={"value": program}),
        )
    total = float(sum((found["share"].value for _, found in read), Fraction(0)))
    params = {"value": program, "total": f"{total:.10g}"}
    return read, (Finding(code="sheet-percent-sum", row=read[0][0], column="share", params=params),)


def _is_whole(read: Read) -> bool:
    total = sum((found["share"].value for _, found in read), Fraction(0))
    return abs(total / 100 - 1) <= Fraction(money_settings().share_sum_tolerance)


def _is_of_one(percent: _Percent) -> bool:
    return not percent.signed and percent.value <= 1


def _scaled(found: dict[str, _Percent]) -> dict[str, _Percent]:
    return {
        column: replace(each, value=each.value * 100, signed=True) if _is_of_one(each) else each
        for column, each in found.items()
    }


def _doubts(read: Read) -> Iterator[Finding]:
    """Yield an end of a range that is small beside its share: half a percent, or half of it?"""
    for row, found in read:
        for column in _ENDS:
            each = found.get(column)
            if each and not each.signed and 0 < each.value < 1 <= found["share"].value:
                small, large = f"{float(each.value):g}", f"{float(each.value * 100):g}"
                params = {"value": small, "small": small, "large": large}
                yield Finding(code="sheet-percent-doubtful", row=row, column=column, params=params)
