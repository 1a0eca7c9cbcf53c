"""The framework of one community on one day, in one language, and the headings of its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sharedsafety.folder.framework_file import pack_text
from sharedsafety.folder.framework_folder import FrameworkFolder, read_framework
from sharedsafety.folder.pack_exchange import exported_pack
from sharedsafety.framework.pack import PackPart, PartKind, in_language, principle_code


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The framework of one community on one day, in one language."""

    folder: FrameworkFolder
    today: date
    language: str

    def said(self, line: str) -> str:
        """Return a line of the folder (a body, a commitment, a source) as it translates it, else as it was written."""
        return self.folder.words.get((self.language, line), line)


def framework_desk(*, community: Any, today: date, language: str) -> Desk:
    """Return the framework of a community's folder.

    Raises:
        SharedSafetyError: the folder can't be read.
    """
    return Desk(folder=read_framework(Path(community.folder), as_of=today), today=today, language=language)


def framework_pack_file(*, community: Any) -> tuple[str, str]:
    """Return the community's pack, as others may take it, as (name of the file, text).

    Raises:
        SharedSafetyError: the folder can't be read, or ``framework.yaml`` has errors.
    """
    return f"{community.slug}-framework.yaml", pack_text(exported_pack(Path(community.folder)))


def part_heading(*, desk: Desk, kind: PartKind, part: PackPart) -> Mapping[str, Any]:
    """Return a principle or a stage as headings and links name it."""
    title = part.field("label" if kind == "stage" else "title")
    lines = in_language(title, desk.language)[1] if title else ()
    return {"kind": kind, "id": part.id, "title": " ".join(lines) or part.id, "code": principle_code(part.id)}


def heading_of(desk: Desk, kind: PartKind, part: str | None) -> Mapping[str, Any]:
    """Return the heading of the principle or stage with an id."""
    pack = desk.folder.standing.pack
    listed = pack.principles if kind == "principle" else pack.stages
    return part_heading(desk=desk, kind=kind, part=next(one for one in listed if one.id == part))
