"""The framework half of a folder, read without its books: what the workspace shows and changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sharedsafety.core.findings import Finding
from sharedsafety.folder.cells import is_id
from sharedsafety.folder.community import Profile
from sharedsafety.folder.framework_file import FILE, community_changes, community_pack
from sharedsafety.folder.plan_file import PlanFile, read_plan
from sharedsafety.folder.read import filled, read_profile
from sharedsafety.folder.shape import folder_shape
from sharedsafety.folder.table_in import table_rows
from sharedsafety.folder.yaml_in import with_rows, yaml_content
from sharedsafety.framework.commitments import Commitment
from sharedsafety.framework.ratings import RatingCount
from sharedsafety.framework.readiness import ReadinessAnswer
from sharedsafety.framework.standing import FrameworkRecords, FrameworkStanding, framework_standing

TABLES = ("ratings.csv", "commitments.csv", "readiness.csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkFolder:
    """What a folder holds of its framework, and every finding about those files.

    ``priorities`` are (id, title) of the community's priorities; ``titles`` are their titles by (language, id) and
    ``words`` other lines (a body, a commitment, a source) by (language, line), where the folder translates them.
    """

    profile: Profile
    standing: FrameworkStanding
    plan: PlanFile | None
    priorities: tuple[tuple[str, str], ...]
    titles: Mapping[tuple[str, str], str]
    words: Mapping[tuple[str, str], str]
    findings: tuple[Finding, ...]


def read_framework(root: Path, *, as_of: date) -> FrameworkFolder:
    """Return the framework of a folder as it stands on a day; a row with a fault is left out and told.

    Raises:
        Unreadable: there is no such folder, or it has no ``community.yaml``.
        BadInput: ``community.yaml`` has faults.
    """
    profile = read_profile(root)
    content, findings = _content(root)
    made = community_pack(content)
    rows: dict[str, list[dict[str, Any]]] = {}
    for name in (*TABLES, "priorities.csv"):
        rows[name], found = table_rows(root, folder_shape().table(name))
        findings += found
    titles, words = _translated(root)
    plan, found = read_plan(root)
    records = FrameworkRecords(
        ratings=filled(RatingCount, rows["ratings.csv"]),
        commitments=filled(Commitment, rows["commitments.csv"]),
        readiness=filled(ReadinessAnswer, rows["readiness.csv"]),
        priorities=[row["id"] for row in rows["priorities.csv"]],
    )
    return FrameworkFolder(
        profile=profile,
        standing=framework_standing(made.pack, community_changes(content), records, as_of=as_of),
        plan=plan,
        priorities=tuple((row["id"], row["title"]) for row in rows["priorities.csv"] if is_id(row["id"])),
        titles=titles,
        words=words,
        findings=(*with_rows([*findings, *made.findings], root), *found),
    )


def _translated(root: Path) -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], str]]:
    """Return the translated titles of priorities, and other translated lines; the check tells the table's faults."""
    rows, _ = table_rows(root, folder_shape().table("translations.csv"))
    kind = "priority/"
    own = [row for row in rows if row["field"] == "title" and row["object_id"].startswith(kind)]
    titles = {(row["language"], row["object_id"].removeprefix(kind)): row["text"] for row in own}
    return titles, {(row["language"], row["field"]): row["text"] for row in rows if row["object_id"] == "words"}


def _content(root: Path) -> tuple[dict[str, Any], list[Finding]]:
    """Return the content of ``framework.yaml``, empty where there is none or it can't be read."""
    if not (root / FILE).exists():
        return {}, []
    content, findings = yaml_content(root, FILE)
    if isinstance(content, dict):
        return content, findings
    return {}, findings or [Finding(code="not-a-mapping", file=FILE)]
