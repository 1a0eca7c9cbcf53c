"""``api/openapi.json``: the description of the API of a release, its schemas told from the types themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.open_data.api import LISTS, Collection, Entry, Index, Release, collections
from sharedsafety.folder.open_data.json_schema import schema_of, schemas_of
from sharedsafety.folder.open_data.stamp import ReleaseStamp, title_of


def openapi(assessment: Assessment, stamp: ReleaseStamp) -> dict[str, Any]:
    """Return the description of the API: OpenAPI 3.1, addresses relative to the file itself.

    Source: OpenAPI Specification 3.1.0; data/folder/api.yaml.
    """
    found, words = collections(assessment), _words()
    kinds = (Index, Release, Entry, *LISTS.values(), *(one.kind for one in found))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title_of(assessment.profile, stamp)["en"],
            "version": stamp.version,
            "description": words["about"],
        },
        "servers": [{"url": "./"}],
        "paths": dict(_paths(found, words)),
        "components": {"schemas": schemas_of(*kinds)},
    }


def _paths(found: Iterable[Collection], words: Mapping[str, str]) -> Iterable[tuple[str, Any]]:
    yield "/index.json", _get("index", words["index"], schema_of(Index))
    yield "/release.json", _get("release", words["release"], schema_of(Release))
    for name, kind in LISTS.items():
        yield f"/{name}.json", _get(name, words[name], _answer(_list_of(kind)))
    for one in found:
        yield f"/{one.name}.json", _get(one.name, words[one.name], _answer(_list_of(Entry)))
        if one.objects:
            parameter = {"name": "id", "in": "path", "required": True}
            parameter["schema"] = {"type": "string", "enum": list(one.objects)}
            told = _get(f"{one.name}-one", words[f"{one.name}_one"], _answer(schema_of(one.kind)))
            told["get"] |= {"parameters": [parameter]}
            told["get"]["responses"] |= {"404": _missing(words["missing"])}
            yield f"/{one.name}/{{id}}.json", told


def _get(operation: str, summary: str, schema: dict[str, Any]) -> dict[str, Any]:
    answer = {"description": summary, "content": {"application/json": {"schema": schema}}}
    return {"get": {"operationId": operation, "summary": summary, "responses": {"200": answer}}}


def _answer(data: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an answer: its data, and whether they are real or made up."""
    properties = {"provenance": {"type": "string"}, "data": data}
    return {"type": "object", "required": list(properties), "properties": properties, "additionalProperties": False}


def _list_of(kind: type) -> dict[str, Any]:
    return {"type": "array", "items": schema_of(kind)}


def _missing(words: str) -> dict[str, Any]:
    page: dict[str, Any] = {"schema": {"type": "string"}}
    return {"description": words, "content": {"text/html": page, "text/plain": page}}


def _words() -> Mapping[str, str]:
    return {name: text["en"] for name, text in read_catalogue("folder/api").items()}
