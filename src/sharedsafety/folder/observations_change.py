"""What entering observations would change in a folder: checked as a whole first, then written at once or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from sharedsafety.core.findings import Finding
from sharedsafety.core.text_in import text_of
from sharedsafety.folder.cells import row_values
from sharedsafety.folder.check import community_findings
from sharedsafety.folder.community import Community
from sharedsafety.folder.shape import folder_shape
from sharedsafety.folder.table_edit import EditedTable
from sharedsafety.folder.table_in import rows_of_text
from sharedsafety.folder.unchanged_file import file_hash, refuse_changed, write_unchanged
from sharedsafety.progress.checks import check_indicators
from sharedsafety.progress.later import later_periods
from sharedsafety.progress.periods import parse_period
from sharedsafety.progress.series import Observation
from sharedsafety.progress.series_checks import OBSERVATIONS

Texts = Mapping[str, str]
Key = tuple[str, int, int, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """Rows that somebody enters or imports, as texts by column of ``observations.csv``, each with its row number.

    ``shown_as`` is the file (or form) as the person knows it; ``columns`` maps our columns to theirs, for findings.
    """

    rows: Sequence[tuple[int, Texts]]
    shown_as: str
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationChange:
    """What would change: ``content`` is the whole file afterwards; None where an error keeps it from being written.

    ``changed`` holds pairs of a row before and after; ``before`` is the SHA-256 of the file as it was read.
    """

    content: bytes | None
    before: str
    added: tuple[Texts, ...] = ()
    changed: tuple[tuple[Texts, Texts], ...] = ()
    same: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Return whether the folder already holds every row just so."""
        return not self.added and not self.changed


def observation_change(community: Community, entered: Entered, *, as_of: date) -> ObservationChange:
    """Return what entering rows would change in a community's folder; nothing is written.

    A row of a period and group that is there already replaces it. Every finding names the row of the person's own
    file. Rows that stay are not touched, character for character.

    Args:
        community: as ``checked_community`` returned it, without errors.
        entered: the rows; their indicators must be the community's.
        as_of: the day after which no period may begin.
    """
    before = file_hash(community.root, OBSERVATIONS)
    findings = tuple(_own_findings(community, entered, as_of))
    if _has_error(findings):
        return ObservationChange(content=None, before=before, findings=findings)
    table = EditedTable(_text(community.root), tuple(column.name for column in _shape().columns))
    change = _edited(table, entered)
    content = table.content()
    later = tuple(_later_findings(community, content.decode()))
    kept = None if _has_error(later) else content
    told = {_said(found) for found in (*findings, *community_findings(community))}
    more = tuple(found for found in later if _said(found) not in told)
    return replace(change, content=kept, before=before, findings=(*findings, *more))


def write_change(root: Path, change: ObservationChange) -> None:
    """Write the observations of a change into a folder, whole; a folder that others changed meanwhile is left alone.

    Raises:
        BadInput: ``observations-changed``: somebody else wrote the file since the change was worked out.
    """
    if change.content is None or change.is_empty:
        refuse_changed(root, OBSERVATIONS, before=change.before)
    else:
        write_unchanged(root, OBSERVATIONS, change.content, before=change.before)


def observation_texts(observation: Observation) -> dict[str, str]:
    """Return an observation as the texts of its row, by column; what it does not have is left out."""
    from sharedsafety.folder.write import cell_text

    texts = {column.name: cell_text(getattr(observation, column.name), column) for column in _shape().columns}
    return {name: text for name, text in texts.items() if text}


def _shape() -> Any:
    return folder_shape().table(OBSERVATIONS)


def _text(root: Path) -> str:
    place = root / OBSERVATIONS
    return text_of(place, OBSERVATIONS)[0] if place.is_file() else ""


def _own_findings(community: Community, entered: Entered, as_of: date) -> Iterator[Finding]:
    """Yield what is wrong with the rows by themselves, each at its place in the person's own file."""
    observations = []
    for row, texts in entered.rows:
        values, faults = _typed(row, texts)
        yield from (_there(fault, entered) for fault in faults)
        if not faults:
            observations.append(_observation(values))
    about = [each for each in community.indicators if each.id in {row.indicator_id for row in observations}]
    for found in (*check_indicators(about, observations), *later_periods(observations, as_of)):
        if found.file == OBSERVATIONS:
            yield _there(found, entered)


def _typed(row: int, texts: Texts) -> tuple[dict[str, Any], list[Finding]]:
    values, faults = row_values(texts, _shape().columns, row=row)
    return {"row": row, **values}, faults


def _observation(values: Mapping[str, Any]) -> Observation:
    names = {each.name for each in fields(Observation)}
    return Observation(**{name: value for name, value in values.items() if value is not None and name in names})


def _there(found: Finding, entered: Entered) -> Finding:
    column = entered.columns.get(found.column or "", found.column)
    return replace(found, file=entered.shown_as, column=column)


def _edited(table: EditedTable, entered: Entered) -> ObservationChange:
    places = {_key(row): (place, row) for place, row in table.rows()}
    added, changed, same = [], [], 0
    for number, texts in entered.rows:
        place, earlier = places.get(_key(texts), (None, {}))
        if place is None:
            added.append(texts)
        elif _typed(number, earlier)[0] == _typed(number, texts)[0]:
            same += 1
        else:
            table.replace(place, texts)
            changed.append((earlier, texts))
    table.add(added, by="indicator_id")
    return ObservationChange(content=None, before="", added=tuple(added), changed=tuple(changed), same=same)


def _key(texts: Texts) -> Key:
    period = parse_period(texts["period"])
    return (texts["indicator_id"], period.start, period.end, texts.get("group_type", ""), texts.get("group", ""))


def _later_findings(community: Community, text: str) -> Iterable[Finding]:
    """Return what the whole folder would be told with the new observations, as far as it is about them."""
    rows, found = rows_of_text(text, _shape())
    then = replace(community, observations=tuple(_observation(row) for row in rows))
    return [each for each in (*found, *community_findings(then)) if each.file == OBSERVATIONS]


def _said(found: Finding) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return what a finding says, wherever it stands."""
    return found.code, tuple(sorted((name, str(value)) for name, value in found.params.items()))


def _has_error(findings: Iterable[Finding]) -> bool:
    return any(found.severity == "error" for found in findings)
