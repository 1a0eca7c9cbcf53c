"""Every file of the open data of a release, below ``data/``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import yaml

from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.open_data.codebook import codebook
from sharedsafety.folder.open_data.csv_files import own_tables
from sharedsafety.folder.open_data.csvw import csvw_metadata
from sharedsafety.folder.open_data.data_package import release_package
from sharedsafety.folder.open_data.described import CsvFile
from sharedsafety.folder.open_data.fiscal import FOLDER, fiscal_package, fiscal_table
from sharedsafety.folder.open_data.geo import geo_files
from sharedsafety.folder.open_data.notices import citation_text, licence_text
from sharedsafety.folder.open_data.open_sdg import open_sdg_meta, open_sdg_tables
from sharedsafety.folder.open_data.stamp import ReleaseStamp


def open_data_files(assessment: Assessment, stamp: ReleaseStamp) -> Iterator[tuple[str, bytes]]:
    """Yield every file as (path below ``data/``, content).

    Only what the assessment holds is written: hand over what ``shown_only`` let through.

    Source: docs/reference/open-data.md.
    """
    fiscal = fiscal_table(assessment)
    tables = [*own_tables(assessment), *open_sdg_tables(assessment), *([fiscal] if fiscal else [])]
    tables.append(codebook(tables, assessment.profile.provenance))
    for file in tables:
        yield file.path, file.content
        yield f"{file.path}-metadata.json", json_bytes(csvw_metadata(file))
    yield from geo_files(assessment)
    yield from _about(assessment, stamp, tables)
    if fiscal:
        yield f"{FOLDER}datapackage.json", json_bytes(fiscal_package(assessment, stamp, fiscal))


def _about(assessment: Assessment, stamp: ReleaseStamp, tables: list[CsvFile]) -> Iterator[tuple[str, bytes]]:
    for name, meta in open_sdg_meta(assessment, stamp.date):
        yield f"open-sdg/meta/{name}.yml", yaml.safe_dump(meta, sort_keys=False, allow_unicode=True).encode("utf-8")
    yield "datapackage.json", json_bytes(release_package(assessment, stamp, tables))
    yield "LICENSE.txt", licence_text(assessment, stamp).encode("utf-8")
    yield "CITATION.cff", citation_text(assessment, stamp).encode("utf-8")


def json_bytes(content: Any) -> bytes:
    """Return content as JSON, keys in their order, one a line."""
    return (json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")
