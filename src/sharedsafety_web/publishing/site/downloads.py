"""The open data of a site: the whole assessment as JSON, tables with their schemas, every chart as SVG."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.charts_out import chart_files
from sharedsafety.folder.json_out import assessment_json
from sharedsafety.folder.open_data.api import api_files
from sharedsafety.folder.open_data.files import json_bytes, open_data_files
from sharedsafety.folder.open_data.openapi import openapi
from sharedsafety.folder.open_data.stamp import ReleaseStamp

_SIZE = re.compile(r'viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)" width="[\d.]+" height="[\d.]+"')
_STRIP = 24


def files(assessment: Assessment, stamp: ReleaseStamp, chart_cache: Path | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the open data as (path, content); made-up data says "example" in each."""
    yield "data/assessment.json", assessment_json(assessment).encode("utf-8")
    for name, content in open_data_files(assessment, stamp):
        yield f"data/{name}", content
    for name, content in api_files(assessment, stamp):
        yield f"api/{name}", content
    yield "api/openapi.json", json_bytes(openapi(assessment, stamp))
    made_up = assessment.profile.provenance == "example"
    for name, content in chart_files(assessment, chart_cache):
        yield f"charts/{name}", _marked(content.decode("utf-8")).encode("utf-8") if made_up else content


def _marked(svg: str) -> str:
    """Return a chart with a strip below it that says "Example data"."""
    found = _SIZE.search(svg)
    if found is None:
        raise ValueError("a chart without a size")
    width, height = found["width"], float(found["height"])
    size = f'viewBox="0 0 {width} {height + _STRIP:g}" width="{width}" height="{height + _STRIP:g}"'
    mark = f'<text x="4" y="{height + _STRIP - 7:g}" font-weight="700">Example data</text></svg>'
    return svg.replace(found[0], size, 1).removesuffix("</svg>") + mark
