"""One row of ``indicators/candidates.csv`` added or written anew: checked first, then written whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from sharedsafety.core.findings import Finding
from sharedsafety.core.personal_text import held
from sharedsafety.core.text_in import text_of
from sharedsafety.folder.candidates import CANDIDATES, candidate_findings
from sharedsafety.folder.cells import row_values
from sharedsafety.folder.community import Community
from sharedsafety.folder.shape import folder_shape
from sharedsafety.folder.table_edit import EditedTable
from sharedsafety.folder.unchanged_file import file_hash, refuse_changed, write_unchanged
from sharedsafety.progress.candidates import Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateChange:
    """What saving would write: ``content`` is the whole table, None where an error keeps it from being written.

    ``doubts`` are parts of the words that could name a person; ``before`` is the SHA-256 of the table as it was read.
    """

    content: bytes | None
    before: str
    findings: tuple[Finding, ...] = ()
    doubts: tuple[Finding, ...] = ()


def candidate_change(community: Community, texts: Mapping[str, str]) -> CandidateChange:
    """Return what saving one candidate would change; a row with its id is replaced, else one is added.

    Args:
        community: as ``checked_community`` returned it, without errors.
        texts: the cells by column; what is left out is blank.
    """
    before = file_hash(community.root, CANDIDATES)
    values, faults = row_values(texts, folder_shape().table(CANDIDATES).columns, file=CANDIDATES)
    if not faults:
        faults = [found for found in _told(community, values) if found.severity == "error"]
    if faults:
        shown = tuple(replace(found, row=None) for found in faults)
        return CandidateChange(content=None, before=before, findings=shown)
    doubts = tuple(
        found
        for column in folder_shape().table(CANDIDATES).columns
        if column.prose
        for found in held(texts.get(column.name, ""), column=column.name)
    )
    return CandidateChange(content=_edited(community.root, texts), before=before, doubts=doubts)


def write_candidates(root: Path, change: CandidateChange) -> None:
    """Write a change into a folder; one that others changed meanwhile is left alone.

    Raises:
        BadInput: ``observations-changed``: somebody else wrote the table since the change was worked out.
    """
    if change.content is None:
        refuse_changed(root, CANDIDATES, before=change.before)
    else:
        write_unchanged(root, CANDIDATES, change.content, before=change.before)


def candidate_texts(candidate: Candidate) -> dict[str, str]:
    """Return a candidate as the texts of its row, by column."""
    given = ((column.name, getattr(candidate, column.name)) for column in folder_shape().table(CANDIDATES).columns)
    return {name: "" if value is None else str(value) for name, value in given}


def _told(community: Community, values: Mapping[str, Any]) -> list[Finding]:
    names = {each.name for each in fields(Candidate)}
    own = Candidate(**{name: value for name, value in values.items() if value is not None and name in names})
    others = tuple(each for each in community.candidates if each.id != own.id)
    return [*candidate_findings(replace(community, candidates=(own,))), *_same_words(own, others)]


def _same_words(own: Candidate, others: tuple[Candidate, ...]) -> list[Finding]:
    """Return an error where the same statement stands under another id: it would be counted twice."""
    said = " ".join(own.statement.casefold().split())
    twice = [each.id for each in others if " ".join(each.statement.casefold().split()) == said]
    params = {"name": own.id, "other": twice[0]} if twice else {}
    return [Finding(code="candidate-twice", file=CANDIDATES, column="statement", params=params)] if twice else []


def _edited(root: Path, texts: Mapping[str, str]) -> bytes:
    place = root / CANDIDATES
    text = text_of(place, CANDIDATES)[0] if place.is_file() else ""
    table = EditedTable(text, tuple(column.name for column in folder_shape().table(CANDIDATES).columns))
    known = {row["id"]: at for at, row in table.rows()}
    if texts["id"] in known:
        table.replace(known[texts["id"]], texts)
    else:
        table.add([texts], by="id")
    return table.content()
