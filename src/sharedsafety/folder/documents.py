"""The budget documents of a folder: each there, unchanged, and counted once."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from sharedsafety.core.findings import Finding
from sharedsafety.folder.community import Community, Document
from sharedsafety.folder.foreign import leads_outside
from sharedsafety.investments.mapping import AmountColumn, FileMapping, FromColumn, Mapping, Unpivot

_FILE = "budget/documents.csv"


def document_findings(community: Community) -> Iterator[Finding]:
    """Yield what is wrong with the documents: missing or changed files, the same money twice, no headline."""
    seen: dict[tuple[str, int, str], Document] = {}
    for document in community.documents:
        yield from _file_findings(community.root, document)
        yield from _control_findings(document)
        key = (document.file, document.fiscal_year, document.phase)
        if key in seen:
            params = {"phase": document.phase, "fiscal_year": document.fiscal_year, "other": seen[key].doc_id}
            yield Finding(code="document-twice", file=_FILE, row=document.row, column="doc_id", params=params)
        seen.setdefault(key, document)
    headline = (community.profile.headline_year, community.profile.headline_phase)
    if community.documents and headline not in {(d.fiscal_year, d.phase) for d in community.documents}:
        params = {"phase": headline[1], "fiscal_year": headline[0]}
        yield Finding(code="headline-missing", file="community.yaml", column="headline_year", params=params)


def files_of_documents(documents: Sequence[Document], mapping: Mapping) -> Iterator[Finding]:
    """Yield a finding for each document whose lines are read from another file than the one it names.

    Its lines would open to rows of the wrong file.
    """
    for document in documents:
        read = sorted({file.file for file in mapping.files if _holds(file, document)})
        if read and read != [f"budget/{document.file}"]:
            params = {"doc_id": document.doc_id, "read": ", ".join(read)}
            yield Finding(code="document-other-file", file=_FILE, row=document.row, column="file", params=params)


def _holds(file: FileMapping, document: Document) -> bool:
    """Return whether a column of amounts of the file belongs to the document."""
    year, phase = document.fiscal_year, document.phase
    parts: tuple[AmountColumn | Unpivot, ...] = (*file.amounts, *file.unpivot)
    return any(
        phase in ((part.phase,) if isinstance(part.phase, str) else part.phase.values.values())
        and (isinstance(part.fiscal_year, FromColumn) or part.fiscal_year == year)
        and part.document.format(fiscal_year=year, phase=phase) == document.doc_id
        for part in parts
    )


def _file_findings(root: Path, document: Document) -> Iterator[Finding]:
    path = root / "budget" / document.file
    if not _is_own_file(path, root / "budget"):
        params = {"file_name": f"budget/{document.file}"}
        yield Finding(code="document-file-missing", file=_FILE, row=document.row, column="file", params=params)
        return
    hashes = file_hashes(path, path.stat().st_mtime_ns)
    if document.sha256 not in hashes:
        params = {"file_name": f"budget/{document.file}", "found": hashes[0]}
        yield Finding(code="document-changed", file=_FILE, row=document.row, column="sha256", params=params)


def _control_findings(document: Document) -> Iterator[Finding]:
    cents = document.control_total_cents
    if cents is not None and cents <= 0:
        params, column = {"value": f"{cents / 100:,.2f}"}, "control_total_usd"
        yield Finding(code="control-not-above-zero", file=_FILE, row=document.row, column=column, params=params)


def _is_own_file(path: Path, folder: Path) -> bool:
    try:
        return path.is_file() and not leads_outside(path, folder)
    except OSError:  # a name longer than any file's
        return False


@cache
def file_hashes(path: Path, modified_ns: int) -> tuple[str, ...]:
    """Return the SHA-256 of a file and, for ``.gz``, of what is inside: publishers name the one or the other.

    ``modified_ns`` keeps a changed file from being answered out of memory.
    """
    with path.open("rb") as raw:
        hashes = [hashlib.file_digest(raw, "sha256").hexdigest()]
    if path.suffix == ".gz":
        with suppress(OSError, EOFError, zlib.error), gzip.open(path, "rb") as inside:  # damaged: it has one hash only
            hashes.append(hashlib.file_digest(inside, "sha256").hexdigest())
    return tuple(hashes)
