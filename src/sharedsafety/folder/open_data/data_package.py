"""``datapackage.json`` of a release: a table schema for every CSV file, licences, sources, contributors, version."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sharedsafety.core.manifest import bytes_hash
from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.open_data.described import ColumnMeaning, CsvFile
from sharedsafety.folder.open_data.sources import Source, sources_of
from sharedsafety.folder.open_data.stamp import ReleaseStamp, title_of

#: What the standard lets a licence's short name consist of.
_LICENCE_NAME = re.compile(r"[-a-zA-Z0-9._]+")
_ADDRESS = re.compile(r"https?://\S+")


def release_package(assessment: Assessment, stamp: ReleaseStamp, files: Sequence[CsvFile]) -> dict[str, Any]:
    """Return the descriptor of all CSV files below ``data/``.

    Source: Data Package standard (datapackage.org), Table Schema; data/folder/columns.yaml.
    """
    known = {file.name for file in files}
    return {**package_head(assessment, stamp), "resources": [resource(file, known) for file in files]}


def package_head(assessment: Assessment, stamp: ReleaseStamp, suffix: str = "") -> dict[str, Any]:
    """Return everything a descriptor says before its resources."""
    profile, found = assessment.profile, sources_of(assessment)
    titles = title_of(profile, stamp)
    return {
        "name": f"{_name(profile.id)}{suffix}",
        "title": titles["en"],
        "titles": titles,
        "description": profile.about,
        "version": stamp.version,
        "created": f"{stamp.date}T00:00:00Z",
        "provenance": profile.provenance,
        "languages": list(profile.languages),
        "folder_hash": assessment.folder_hash,
        "software": f"sharedsafety {assessment.version}",
        "licenses": _licences(found),
        "sources": [_source(source) for source in found],
        "contributors": _contributors(profile.name, found),
    }


def resource(file: CsvFile, known: Collection[str], up: str = "") -> dict[str, Any]:
    """Return the descriptor of one CSV file; a foreign key to a table that is not there is left out."""
    schema: dict[str, Any] = {"fields": [_field(*column) for column in file.columns], "missingValues": [""]}
    if file.links.key:
        schema["primaryKey"] = list(file.links.key)
    foreign = [
        {"fields": [own], "reference": {"resource": table, "fields": [other]}}
        for own, (table, other) in file.links.foreign.items()
        if table in known
    ]
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "name": _name(file.name),
        "type": "table",
        "path": file.path.removeprefix(up),
        "title": file.title["en"],
        "titles": dict(file.title),
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(file.content),
        "hash": f"sha256:{bytes_hash(file.content)}",
        "schema": schema,
    }


def _field(name: str, column: ColumnMeaning) -> dict[str, Any]:
    return {
        "name": name,
        "type": column.type,
        "title": column.title["en"],
        "description": column.description["en"],
        "titles": dict(column.title),
        "descriptions": dict(column.description),
        **({"unit": column.unit} if column.unit else {}),
    }


def _licences(sources: Iterable[Source]) -> list[dict[str, str]]:
    texts = sorted({source.licence for source in sources if source.licence}) or ["LICENSE.txt"]
    return [_licence(text) for text in texts]


def _licence(text: str) -> dict[str, str]:
    whole = {"path": "LICENSE.txt", "title": text}
    return {"name": text, **whole} if _LICENCE_NAME.fullmatch(text) else whole


def _source(source: Source) -> dict[str, str]:
    address = {"path": source.address} if _ADDRESS.fullmatch(source.address) else {}
    return {"title": source.title, **address, "publisher": source.publisher, "licence": source.licence}


def _contributors(community: str, sources: Iterable[Source]) -> list[dict[str, str]]:
    publishers = sorted({source.publisher for source in sources if source.publisher} - {community})
    first = {"title": community, "role": "publisher"}
    return [first, *({"title": publisher, "role": "contributor"} for publisher in publishers)]


def _name(text: str) -> str:
    return re.sub(r"[^a-z0-9._-]+", "-", text.lower())
