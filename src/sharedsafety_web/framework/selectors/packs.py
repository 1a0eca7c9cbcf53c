"""What taking a pack would change, and the last one that can still be taken back."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from sharedsafety.folder.framework_file import FILE
from sharedsafety.folder.pack_exchange import PackImport, pack_import
from sharedsafety.folder.unchanged_file import file_hash
from sharedsafety_web.framework.models import PackTaken


def pack_looked(*, community: Any, given: bytes) -> PackImport:
    """Return what taking a pack into a community's folder would do; nothing is written.

    Raises:
        SharedSafetyError: it is no pack, or the folder would have errors with it.
    """
    with tempfile.TemporaryDirectory() as space:
        place = Path(space) / "pack.yaml"
        place.write_bytes(given)
        return pack_import(Path(community.folder), place)


def pack_last(*, community: Any) -> PackTaken | None:
    """Return the last pack taken, if ``framework.yaml`` is still as that left it; only then it can be taken back."""
    last = PackTaken.objects.filter(community=community).first()
    if last is None or last.undone:
        return None
    return last if file_hash(Path(community.folder), FILE) == last.after else None
