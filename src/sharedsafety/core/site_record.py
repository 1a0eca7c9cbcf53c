"""The public record of a site: every release and decision about it, chained, so that none can be changed quietly."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import Unreadable
from sharedsafety.core.findings import Finding
from sharedsafety.core.hash_chain import GENESIS, ChainEntry, broken_entries, canonical_json, entry_hash
from sharedsafety.core.manifest import bytes_hash, file_faults, file_hashes, manifest_faults, packed
from sharedsafety.core.release_story import ReleaseState, release_states

#: The file at the top of a site that holds the record.
RECORD = "record.json"
_RELEASE = re.compile(r"r[1-9][0-9]*/")


def chained(entries: Sequence[ChainEntry], content: Mapping[str, Any]) -> ChainEntry:
    """Return the entry that carries ``content`` on from the last of ``entries``.

    >>> chained((), {"action": "published", "release": 1}).number
    1
    """
    previous = entries[-1].hash if entries else GENESIS
    return ChainEntry(number=len(entries) + 1, content=content, previous=previous, hash=entry_hash(previous, content))


def record_bytes(entries: Iterable[ChainEntry], top: Mapping[str, str]) -> bytes:
    """Return the record as the JSON file of a site; ``top`` holds the hashes of the site's own pages above releases."""
    rows = [asdict(entry) for entry in entries]
    content = {"entries": rows, "top": dict(top)}
    seal = bytes_hash(canonical_json(content).encode())
    whole = {"head": rows[-1]["hash"] if rows else GENESIS, "seal": seal, **content}
    return json.dumps(whole, indent=1, ensure_ascii=False, sort_keys=True).encode()


def top_hashes(site: Path) -> dict[str, str]:
    """Return the hashes of what stands in a site beside its releases and its record."""
    beside = {name: digest for name, digest in file_hashes(site).items() if not _RELEASE.match(name)}
    return {name: digest for name, digest in beside.items() if name not in {RECORD, f"{RECORD}.gz"}}


def read_record(site: Path) -> tuple[ChainEntry, ...]:
    """Return the record of a site; empty where the site has none yet.

    Raises:
        Unreadable: ``release-record-unreadable``: the file is not a record.
    """
    return _read(site)[0]


def site_faults(site: Path, head: str | None = None) -> tuple[Finding, ...]:
    """Return everything that does not fit the record: entries, releases and single files, each by name.

    Args:
        site: folder of the site.
        head: the last hash as somebody noted it earlier; the record must still hold it.

    Raises:
        Unreadable: the site has no record, or it can't be read.
    """
    if not (site / RECORD).is_file():
        raise Unreadable("release-record-missing", file=RECORD)
    entries, top = _read(site)
    faults = [*_record_faults(site, entries, top, head)]
    if any(fault.file == RECORD for fault in faults):
        return tuple(faults)
    states = release_states(entries)
    of_releases = (fault for state in states for fault in _release_faults(site, state))
    return (*faults, *of_releases, *_unrecorded(site, {state.number for state in states}))


def _read(site: Path) -> tuple[tuple[ChainEntry, ...], dict[str, str]]:
    path = site / RECORD
    if not path.is_file():
        return (), {}
    try:
        whole = json.loads(path.read_bytes())
        return tuple(ChainEntry(**row) for row in whole["entries"]), dict(whole["top"])
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable("release-record-unreadable", file=RECORD) from error


def _record_faults(
    site: Path, entries: Sequence[ChainEntry], top: Mapping[str, str], head: str | None
) -> Iterator[Finding]:
    for number in broken_entries(entries):
        yield Finding(code="release-entry-broken", file=RECORD, row=number)
    if record_bytes(entries, top) != (site / RECORD).read_bytes():
        yield Finding(code="release-file-changed", file=RECORD)
        return
    if head and head not in {entry.hash for entry in entries}:
        yield Finding(code="release-head-unknown", file=RECORD, params={"head": head})
    copy = site / f"{RECORD}.gz"
    if copy.is_file() and copy.read_bytes() != packed((site / RECORD).read_bytes()):
        yield Finding(code="release-file-changed", file=copy.name)
    yield from file_faults(top, top_hashes(site), "")


def _release_faults(site: Path, state: ReleaseState) -> tuple[Finding, ...]:
    name = f"r{state.number}"
    if not (site / name).is_dir():
        return (Finding(code="release-file-missing", file=name),)
    return manifest_faults(site / name, state.manifest, name)


def _unrecorded(site: Path, known: set[int]) -> Iterator[Finding]:
    for path in sorted(site.iterdir()):
        if _RELEASE.match(f"{path.name}/") and int(path.name[1:]) not in known:
            yield Finding(code="release-not-recorded", file=path.name)
