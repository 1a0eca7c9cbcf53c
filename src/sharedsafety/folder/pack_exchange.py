"""A framework pack carried from one community to another: out of a folder as a file, and into another folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.core.whole_file import write_whole
from sharedsafety.folder.community import Profile
from sharedsafety.folder.framework_file import (
    FILE,
    FrameworkFile,
    PackReference,
    community_changes,
    community_pack,
    read_pack,
)
from sharedsafety.folder.read import read_profile
from sharedsafety.folder.table_change import checked_change
from sharedsafety.folder.unchanged_file import file_hash
from sharedsafety.folder.write import plain, yaml_text
from sharedsafety.folder.yaml_in import with_rows, yaml_content
from sharedsafety.framework.blueprint_pack import blueprint_pack
from sharedsafety.framework.pack import FrameworkPack
from sharedsafety.framework.pack_differences import PackDifference, pack_differences


def own_pack(profile: Profile, content: Mapping[str, Any]) -> FrameworkPack:
    """Return the pack of a community as others may take it: changes of its own make it a pack of its own.

    A pack with changes gets the community's id and the day of the newest change as its version, and says which pack it
    was made from. Without changes it is the pack as it came.
    """
    made, changes = community_pack(content).pack, community_changes(content)
    if not changes:
        return made
    return replace(
        made,
        id=f"{profile.id}-framework",
        version=max(change.changed_on for change in changes),
        published_by=profile.name,
        based_on=f"{made.id} {made.version}",
    )


def exported_pack(root: Path) -> FrameworkPack:
    """Return the pack of a folder as others may take it.

    Raises:
        Unreadable: there is no such folder, or it has no ``community.yaml``.
        BadInput: ``community.yaml`` or ``framework.yaml`` has errors; all of them are told.
    """
    profile = read_profile(root)
    content = _content(root)
    errors = [each for each in with_rows(community_pack(content).findings, root) if each.severity == "error"]
    if errors:
        raise BadInput.with_all(errors)
    return own_pack(profile, content)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackImport:
    """What taking a pack into a folder would do; nothing is written.

    Args:
        pack: the pack in the file.
        content: ``framework.yaml`` as it would be.
        before: SHA-256 of ``framework.yaml`` as it stands.
        differences: texts of the framework, changes of the folder in them, that would be other than they are.
        noticed: what a person should look at afterwards.
    """

    pack: FrameworkPack
    content: bytes
    before: str
    differences: tuple[PackDifference, ...]
    noticed: tuple[Finding, ...]


def import_pack(root: Path, file: Path) -> tuple[Finding, ...]:
    """Return what a person should look at after the pack in a file was put into ``framework.yaml`` of a folder.

    Raises:
        Unreadable, BadInput: as ``pack_import``.
    """
    made = pack_import(root, file)
    write_whole(root / FILE, made.content)
    return made.noticed


def pack_import(root: Path, file: Path) -> PackImport:
    """Return what putting the pack in a file into ``framework.yaml`` of a folder would do.

    Changes of the folder stay and are checked on it. Where there are some, the pack they were made for stays named, so
    that ``check`` asks to read them beside the new texts. It is refused where something would not fit any more: a
    change that meets no field, a rating or a commitment of a practice that the pack does not have.

    Raises:
        Unreadable: there is no such folder or file, or the folder has no ``community.yaml``.
        BadInput: the file is no pack, or the folder would have errors with it; all of them are told.
    """
    read_profile(root)
    before, pack = file_hash(root, FILE), read_pack(file)
    standing = _content(root)
    changes = community_changes(standing)
    made = FrameworkFile(
        pack=PackReference(**standing["pack"]) if changes else PackReference(id=pack.id, version=pack.version),
        content=None if pack == blueprint_pack() else pack,
        changes=changes,
    )
    content = yaml_text(plain(made)).encode("utf-8")
    return PackImport(
        pack=pack,
        content=content,
        before=before,
        differences=pack_differences(community_pack(standing).pack, community_pack(plain(made)).pack),
        noticed=checked_change(root, FILE, content),
    )


def _content(root: Path) -> Mapping[str, Any]:
    """Return the content of ``framework.yaml``; nothing where there is no such file."""
    if not (root / FILE).exists() and not (root / FILE).is_symlink():
        return {}
    content, findings = yaml_content(root, FILE)
    if not isinstance(content, Mapping):
        raise BadInput.with_all(findings or [Finding(code="not-a-mapping", file=FILE)])
    return content
