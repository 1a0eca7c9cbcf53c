"""Reading ``budget/mapping.yaml``: every fault is found at once, with its row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter
from typing import Any

from sharedsafety.core.errors import BadInput, Unreadable
from sharedsafety.core.findings import Finding
from sharedsafety.core.strict_yaml import RepeatedKey, parse_yaml, problem_of
from sharedsafety.core.text_in import text_of
from sharedsafety.core.yaml_places import YamlPlaces
from sharedsafety.investments.mapping import FileMapping, FromColumn, Mapping
from sharedsafety.investments.mapping_rules import LABELS, FlowRule, LeaveOut, ProgramFrom, Relabel, Rule

Place = tuple[int | str, ...]


def read_mapping(path: Path, *, shown_as: str = "budget/mapping.yaml") -> tuple[Mapping | None, tuple[Finding, ...]]:
    """Return the mapping and what is wrong with it; None where it can't be used.

    Raises:
        Unreadable: the file is missing, empty, too large for settings, or not text in UTF-8.
    """
    text, guessed = text_of(path, shown_as)
    if guessed:
        raise Unreadable("mapping-unreadable", file=shown_as)
    return mapping_of(text, shown_as=shown_as)


def mapping_of(text: str, *, shown_as: str = "budget/mapping.yaml") -> tuple[Mapping | None, tuple[Finding, ...]]:
    """Return the mapping written in ``text`` and what is wrong with it; None where it can't be used.

    >>> mapping, faults = mapping_of("files: [{file: a.csv, colums: {}}]")
    >>> mapping, faults[0].row, faults[0].column
    (None, 1, 'files.0.colums')
    """
    import yaml

    try:
        content = parse_yaml(text)
    except RepeatedKey as error:
        return None, (Finding(code="mapping-repeated-key", file=shown_as, row=error.row, column=str(error.key)),)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        params = {"problem": problem_of(error)}
        return None, (
            Finding(code="mapping-not-yaml", file=shown_as, row=mark.line + 1 if mark else None, params=params),
        )
    return _shaped(content, text, shown_as)


def checked(mapping: tuple[Mapping | None, tuple[Finding, ...]]) -> Mapping:
    """Return the mapping of ``read_mapping``; its first fault is raised.

    Raises:
        BadInput: the mapping has a fault.
    """
    found, faults = mapping
    if found is None:
        first = faults[0]
        raise BadInput(first.code, file=first.file, row=first.row, column=first.column, **first.params)
    return found


def _shaped(content: Any, text: str, shown_as: str) -> tuple[Mapping | None, tuple[Finding, ...]]:
    from pydantic import TypeAdapter, ValidationError

    try:
        mapping = TypeAdapter(Mapping).validate_python(content)
    except ValidationError as error:
        said = [(fault["loc"], fault["msg"]) for fault in error.errors()]
        return None, tuple(_faults(said, YamlPlaces.of(text), shown_as))
    faults = tuple(_faults(_all_problems(mapping), YamlPlaces.of(text), shown_as))
    return (None if faults else mapping), faults


def _faults(said: Iterable[tuple[Place, str]], places: YamlPlaces, shown_as: str) -> Iterator[Finding]:
    for place, problem in said:
        column = ".".join(str(part) for part in place)
        params = {"problem": problem}
        yield Finding(code="mapping-shape", file=shown_as, row=places.row(column) or 1, column=column, params=params)


def _all_problems(mapping: Mapping) -> Iterator[tuple[Place, str]]:
    """Yield where something is wrong that the types don't say, and what."""
    if not mapping.files:
        yield ("files",), "no file is named"
    for number, file in enumerate(mapping.files):
        yield from ((("files", number), problem) for problem in _problems(file))
    for key in ("relabel", "leave_out", "program_from", "flow"):
        for number, rule in enumerate(getattr(mapping, key)):
            yield from (((key, number), problem) for problem in _rule_problems(rule))


def _rule_problems(rule: Rule) -> Iterator[str]:
    if not rule.where and not rule.words:
        yield "neither where nor words says which lines are meant"
    if isinstance(rule, Relabel) and not rule.set:
        yield "set names no field"
    if isinstance(rule, Relabel | LeaveOut) and not rule.reason.strip():
        yield "the reason is empty"
    if isinstance(rule, ProgramFrom) and rule.field == "program":
        yield "field must be another one than program"
    if isinstance(rule, FlowRule) and rule.receiver and rule.receiver_fund:
        yield "only one of receiver and receiver_fund may be given"


def _problems(file: FileMapping) -> Iterator[str]:
    """Yield what the types alone don't say."""
    if not file.amounts and not file.unpivot:
        yield "neither amounts nor unpivot says where the money stands"
    if file.header_row < 1:
        yield "header_row counts from 1"
    yield from _text_problems(file)
    for amount in file.amounts:
        yield from _document_problems(amount.document, amount.fiscal_year)
    for wide in file.unpivot:
        yield from _document_problems(wide.document, wide.fiscal_year)
    for wide in file.unpivot:
        yield from _pattern_problems(wide.pattern, "pattern")
        yield from _pattern_problems(wide.leave_out or "", "leave_out")


def _text_problems(file: FileMapping) -> Iterator[str]:
    """Yield what keeps the file from being found or read as text."""
    if not file.file or "\0" in file.file or Path(file.file).is_absolute() or ".." in Path(file.file).parts:
        yield f"{file.file!r} is not a path inside the folder"
    if file.encoding is not None and not _decodes_text(file.encoding):
        yield f"{file.encoding!r} is not the name of an encoding"
    if file.delimiter is not None and (len(file.delimiter) != 1 or file.delimiter in '"\r\n' or file.delimiter > "~"):
        yield f"{file.delimiter!r} is not one plain character between cells"


def _decodes_text(encoding: str) -> bool:
    try:
        return "a".encode(encoding) != b""
    except (LookupError, ValueError):
        return False


def _document_problems(document: str, fiscal_year: int | FromColumn) -> Iterator[str]:
    """Yield what keeps a column from naming its document: another field, an open brace, no year."""
    if isinstance(fiscal_year, int) and not 1 <= fiscal_year <= 9999:
        yield f"{fiscal_year} is not a fiscal year"
    try:
        fields = {name for _, name, _, _ in Formatter().parse(document) if name is not None}
    except ValueError as error:
        yield f"document {document!r}: {error}"
        return
    for name in sorted(fields - {"fiscal_year", "phase"}):
        yield f"document {document!r} may hold fiscal_year and phase in braces, not {name!r}"


def _pattern_problems(pattern: str, key: str) -> Iterator[str]:
    try:
        groups = re.compile(pattern).groupindex
    except (re.error, OverflowError, RecursionError) as error:
        yield f"{key} is not a regular expression: {error}"
        return
    for group in sorted(set(groups) - set(LABELS)):
        yield f"{key} names the group {group}, which is not a field of a line"
