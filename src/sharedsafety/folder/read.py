"""Reading a community folder: everything in it as plain values, and every finding at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sharedsafety.core.errors import BadInput, Unreadable
from sharedsafety.core.findings import Finding
from sharedsafety.folder.area_shapes import read_shapes
from sharedsafety.folder.community import (
    ClearedWords,
    Community,
    DataRequest,
    Document,
    Profile,
    ProgramText,
    RoadMapAction,
    SeriesValue,
    ThreadLink,
    Vintage,
)
from sharedsafety.folder.opening_words import opening_words
from sharedsafety.folder.profile_rules import profile_findings
from sharedsafety.folder.shape import folder_shape
from sharedsafety.folder.table_in import Row, table_rows
from sharedsafety.folder.yaml_in import shaped, with_rows, yaml_content
from sharedsafety.framework.commitments import Commitment
from sharedsafety.framework.priority import StatedPriority
from sharedsafety.framework.ratings import RatingCount
from sharedsafety.framework.readiness import ReadinessAnswer
from sharedsafety.investments.coded import AdoptedRule, Area, AreaShare, CodedShare, Fund, PriorityLink
from sharedsafety.investments.coding_checks import CodingCheck
from sharedsafety.investments.replies import DepartmentCheck, Mandate, Reply
from sharedsafety.progress.candidates import Candidate
from sharedsafety.progress.series import Indicator, Observation

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderReading:
    """A folder as read: the community, or None where an error keeps it from being used, and all findings.

    ``readable`` is what could be read beside errors: good for looking for more of them, and for nothing else.
    """

    community: Community | None
    findings: tuple[Finding, ...]
    readable: Community | None = None


def read_community(root: Path) -> FolderReading:
    """Return the community in a folder with every finding about its files.

    ``community`` is None as long as one of the findings is an error.

    Raises:
        Unreadable: there is no such folder, or it has no ``community.yaml``.

    Source: data/folder/tables.yaml (the shape).
    """
    if not (root / "community.yaml").is_file():
        raise Unreadable("not-a-community", file=root.name)
    findings: list[Finding] = []
    files = _files(root, findings)
    words, found = opening_words(root)
    findings += found
    shapes, found = read_shapes(root)
    findings += found
    readable = replace(_community(root, *files), opening_words=words, shapes=shapes) if files else None
    blocked = any(finding.severity == "error" for finding in findings)
    return FolderReading(community=None if blocked else readable, findings=tuple(findings), readable=readable)


def read_profile(root: Path) -> Profile:
    """Return who a community is (``community.yaml``) without reading the rest of its folder.

    Raises:
        Unreadable: there is no such folder, or it has no ``community.yaml``.
        BadInput: the file has faults; all of them are told, each with its row.
    """
    name = "community.yaml"
    if not (root / name).is_file():
        raise Unreadable("not-a-community", file=root.name)
    findings: list[Finding] = []
    profile, found = shaped(_optional(root, name, findings), Profile, name)
    faults = findings or found or ([*profile_findings(profile)] if profile else [])
    errors = [finding for finding in with_rows(faults, root) if finding.severity == "error"]
    if profile is None or errors:
        raise BadInput.with_all(errors)
    return profile


Files = tuple[Profile, dict[str, list[Row]], tuple[Indicator, ...], Mapping[str, Any]]


def _files(root: Path, findings: list[Finding]) -> Files | None:
    content = _optional(root, "community.yaml", findings)
    profile, found = shaped(content, Profile, "community.yaml") if content else (None, [])
    findings += found
    tables = {}
    for shape in folder_shape().tables:
        tables[shape.path], found = table_rows(root, shape)
        findings += found
    indicators = _indicators(root, findings)
    framework = _optional(root, "framework.yaml", findings)
    return None if profile is None else (profile, tables, indicators, framework)


def _optional(root: Path, name: str, findings: list[Finding]) -> Mapping[str, Any]:
    if not (root / name).exists() and not (root / name).is_symlink():
        return {}
    content, found = yaml_content(root, name)
    findings += found
    if isinstance(content, Mapping):
        return content
    if content is None and found:
        return {}
    findings.append(Finding(code="not-a-mapping", file=name))
    return {}


def _indicators(root: Path, findings: list[Finding]) -> tuple[Indicator, ...]:
    name = "indicators/indicators.yaml"
    listed = _optional(root, name, findings).get("indicators", [])
    if not isinstance(listed, list):
        findings.append(Finding(code="not-a-list", file=name, column="indicators"))
        return ()
    indicators = []
    for position, content in enumerate(listed):
        indicator, found = shaped(content, Indicator, name)
        label = content.get("id") if isinstance(content, Mapping) else None
        findings += [_named(finding, label or f"indicators.{position}") for finding in found]
        indicators += [indicator] if indicator is not None else []
    return tuple(indicators)


def _named(finding: Finding, label: Any) -> Finding:
    return Finding(code=finding.code, file=finding.file, column=f"{label}.{finding.column}", params=finding.params)


def filled(shape: type[T], rows: list[Row]) -> tuple[T, ...]:
    """Return rows as values; a blank cell leaves the value's own default."""
    names = {field.name for field in fields(shape)}
    return tuple(shape(**{k: v for k, v in row.items() if v is not None and k in names}) for row in rows)


def _community(
    root: Path,
    profile: Profile,
    tables: dict[str, list[Row]],
    indicators: tuple[Indicator, ...],
    framework: Mapping[str, Any],
) -> Community:
    return Community(
        root=root,
        profile=profile,
        priorities=tuple(_priority(row) for row in tables["priorities.csv"]),
        documents=filled(Document, tables["budget/documents.csv"]),
        coding=filled(CodedShare, tables["budget/coding.csv"]),
        funds=filled(Fund, tables["budget/funding.csv"]),
        links=filled(PriorityLink, tables["budget/links.csv"]),
        rules=filled(AdoptedRule, tables["budget/rules.csv"]),
        areas=filled(Area, tables["areas.csv"]),
        area_shares=filled(AreaShare, tables["budget/areas.csv"]),
        program_texts=filled(ProgramText, tables["budget/programs.csv"]),
        indicators=indicators,
        observations=filled(Observation, tables["indicators/observations.csv"]),
        population=filled(SeriesValue, tables["population.csv"]),
        deflator=filled(SeriesValue, tables["deflator.csv"]),
        neighbours=tuple(_neighbour(row) for row in tables["budget/neighbours.csv"]),
        roadmap=filled(RoadMapAction, tables["roadmap.csv"]),
        thread=filled(ThreadLink, tables["links.csv"]),
        requests=filled(DataRequest, tables["requests.csv"]),
        cleared=filled(ClearedWords, tables["cleared.csv"]),
        commitments=filled(Commitment, tables["commitments.csv"]),
        readiness=filled(ReadinessAnswer, tables["readiness.csv"]),
        ratings=filled(RatingCount, tables["ratings.csv"]),
        vintages=filled(Vintage, tables["indicators/vintages.csv"]),
        coding_checks=filled(CodingCheck, tables["budget/coding_checks.csv"]),
        candidates=filled(Candidate, tables["indicators/candidates.csv"]),
        department_checks=filled(DepartmentCheck, tables["budget/department_checks.csv"]),
        replies=filled(Reply, tables["budget/replies.csv"]),
        mandates=filled(Mandate, tables["budget/mandates.csv"]),
        framework=framework,
        translations=_translations(tables),
    )


def _priority(row: Row) -> StatedPriority:
    names = set(StatedPriority.__dataclass_fields__)
    return StatedPriority(**{**{k: v for k, v in row.items() if k in names}, "body": row.get("body") or ""})


def _neighbour(row: Row) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in row.items() if name != "row"}


def _translations(tables: dict[str, list[Row]]) -> dict[tuple[str, str, str], str]:
    rows = tables["translations.csv"] + tables["indicators/translations.csv"]
    return {(row["language"], row["object_id"], row["field"]): row["text"] for row in rows}
