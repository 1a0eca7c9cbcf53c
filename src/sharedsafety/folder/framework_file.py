"""``framework.yaml``: the pack a community chose or wrote, and what it changed in it; packs as files of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import BadInput, Unreadable
from sharedsafety.core.findings import Finding
from sharedsafety.folder.cells import is_day
from sharedsafety.folder.write import plain, yaml_text
from sharedsafety.folder.yaml_in import shaped, with_rows, yaml_content
from sharedsafety.framework.blueprint_pack import blueprint_pack
from sharedsafety.framework.pack import FrameworkPack, pack_findings, pack_rules
from sharedsafety.framework.pack_changes import AdaptedPack, PackChange, adapted

FILE = "framework.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackReference:
    """The pack for which the changes of a community were made."""

    id: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkFile:
    """The content of ``framework.yaml``; without ``content`` the pack is the one that comes with this software."""

    pack: PackReference
    content: FrameworkPack | None = None
    changes: tuple[PackChange, ...] = ()


def community_pack(content: Mapping[str, Any]) -> AdaptedPack:
    """Return the framework of a community as its ``framework.yaml`` makes it, with every finding about that file.

    An empty ``content`` (no such file) gives the pack of this software as it is. While a finding is an error, so is
    the pack: what can't be read is not guessed.

    >>> community_pack({}).pack.id
    'blueprint'
    """
    if not content:
        return AdaptedPack(pack=blueprint_pack(), findings=())
    read, found = shaped(content, FrameworkFile, FILE)
    if read is None:
        return AdaptedPack(pack=blueprint_pack(), findings=tuple(found))
    pack = read.content or blueprint_pack()
    findings = [*pack_findings(pack, FILE, inside="content.")] if read.content else []
    if (read.pack.id, read.pack.version) != (pack.id, pack.version):
        words = {"stated": f"{read.pack.id} {read.pack.version}", "found": f"{pack.id} {pack.version}"}
        findings.append(Finding(code="pack-other-version", file=FILE, column="pack.version", params=words))
    findings += _days_at_fault(read.changes)
    made = adapted(pack, read.changes, FILE)
    return AdaptedPack(pack=made.pack, findings=(*findings, *made.findings))


def _days_at_fault(changes: Sequence[PackChange]) -> Iterator[Finding]:
    """Yield a finding for each change whose day is no date: the newest day is the version of a pack that goes out."""
    for number, change in enumerate(changes):
        if not is_day(change.changed_on):
            column, words = f"changes.{number}.changed_on", {"value": change.changed_on}
            yield Finding(code="not-a-date", file=FILE, column=column, params=words)


def community_changes(content: Mapping[str, Any]) -> tuple[PackChange, ...]:
    """Return the changes that a ``framework.yaml`` names; none where it can't be read.

    >>> community_changes({})
    ()
    """
    read, _ = shaped(content, FrameworkFile, FILE) if content else (None, [])
    return read.changes if read else ()


def pack_text(pack: FrameworkPack) -> str:
    """Return a pack as the text of one YAML file, which ``read_pack`` reads as the same pack."""
    return yaml_text({"schema": pack_rules().schema, **plain(pack)})


def read_pack(path: Path) -> FrameworkPack:
    """Return the pack in a file.

    Raises:
        Unreadable: there is no such file.
        BadInput: the file is no YAML, has another schema, or the pack has errors; all of them are told with their row.
    """
    if not path.is_file():
        raise Unreadable("file-missing", file=path.name)
    content, findings = yaml_content(path.parent, path.name)
    if isinstance(content, Mapping):
        schema, expected = content.get("schema"), pack_rules().schema
        if schema != expected:
            raise BadInput("pack-other-schema", file=path.name, column="schema", value=schema, expected=expected)
        body = {key: value for key, value in content.items() if key != "schema"}
        pack, findings = shaped(body, FrameworkPack, path.name)
        findings += pack_findings(pack, path.name) if pack else []
        if pack and not any(finding.severity == "error" for finding in findings):
            return pack
    elif not findings:
        raise BadInput("not-a-mapping", file=path.name)
    raise BadInput.with_all([*with_rows(findings, path.parent)])
