"""Write ``indicators/`` of the two real examples: words from the YAML files here, numbers from public files.

Run from the top of the repository: ``SHAREDSAFETY_DATA=... python -m examples._make.real_indicators``
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from examples._make.los_angeles_measures import measures
from examples._make.shared_files import (
    csv_text,
    data_root,
    rows_of,
    words,
    write_files,
    yaml_text,
)

from sharedsafety.core.errors import BadInput
from sharedsafety.folder.given_table import given_table
from sharedsafety.progress.file_shapes import file_shapes
from sharedsafety.progress.public_rows import public_rows

OBSERVATION_COLUMNS = (
    "indicator_id", "period", "value", "numerator", "denominator", "low", "high", "quality",
    "group_type", "group", "code", "note",
)  # fmt: skip
TRANSLATION_COLUMNS = ("language", "object_id", "field", "text")
TRANSLATED = ("name", "plain_question", "numerator", "denominator")
Row = dict[str, str]


def _populations(root: Path, recipe: Mapping[str, Any], area: Mapping[str, str]) -> dict[str, str]:
    if "population" not in recipe:
        return {}
    rows = rows_of(root / recipe["population"])
    return {row["YEAR"]: row["TOTAL_POP"] for row in rows if row["COUNTY"] == area["california_county"]}


def observations(root: Path, indicator_id: str, recipe: Mapping[str, Any], area: Mapping[str, str]) -> Iterator[Row]:
    """Return the rows of ``observations.csv`` that a file has about an area, oldest first."""
    shape = file_shapes().shape(recipe["shape"])
    populations = _populations(root, recipe, area)
    with given_table(root / recipe["file"], recipe["file"]) as table:
        found = public_rows(shape, table, area[file_shapes().file_of(shape).place.system])
    if found.findings:
        raise BadInput.with_all(found.findings)
    for each in found.rows:
        row = {"indicator_id": indicator_id, **each.texts}
        yield row | {"denominator": populations[row["period"]]} if populations and "code" not in row else row


def _indicator(entry: Mapping[str, Any], area: Mapping[str, str], book: Mapping[str, Any]) -> dict[str, Any]:
    recipe = entry["from"]
    source = {key: text for key, text in book["sources"][recipe["source"]].items() if key != "folder"}
    folder = book["sources"][recipe["source"]]["folder"]
    breaks = [*book["breaks"].get(recipe["source"], []), *book["breaks"].get(entry["id"], [])]
    return {
        **{key: entry[key] for key in ("id", "name", "plain_question")},
        **entry["fields"],
        **{key: entry[key] for key in ("numerator", "denominator")},
        "place": area["name"],
        "source": {"id": recipe["source"], **source, "file": f"{folder}/{recipe['file']}"},
        **({"breaks": breaks} if breaks else {}),
        "cautions": entry["cautions"],
    }


def translations(entry: Mapping[str, Any], place: str) -> Iterator[Row]:
    """Return the Spanish of one indicator as rows of ``translations.csv``."""
    texts = {field: entry["es"][field] for field in TRANSLATED}
    texts |= {"place": place, "cautions": " ".join(entry["es"]["cautions"])}
    for field, text in texts.items():
        yield {"language": "es", "object_id": f"indicator/{entry['id']}", "field": field, "text": text}


def population_files(root: Path, community: str) -> tuple[list[dict[str, Any]], list[Row], list[Row]]:
    """Return indicators, observations and translations of one community's signs of safety."""
    book = words("real_indicators.yaml")
    indicators: list[dict[str, Any]] = []
    rows: list[Row] = []
    texts: list[Row] = []
    for entry in book["indicators"]:
        if entry.get("only_in", community) != community:
            continue
        area = book["places"][community][entry["from"]["area"]]
        indicators.append(_indicator(entry, area, book))
        texts.extend(translations(entry, area["es"]))
        for recipe in (entry["from"], entry.get("groups")):
            if recipe:
                folder = root / book["sources"][recipe["source"]]["folder"]
                found = observations(folder, entry["id"], recipe, area)
                rows.extend(found)
    return indicators, rows, texts


def files(root: Path) -> dict[str, str]:
    """Return every file this script makes: place below ``examples/`` -> text."""
    made: dict[str, str] = {}
    for community in ("los-angeles", "san-joaquin"):
        indicators, rows, texts = population_files(root, community)
        if community == "los-angeles":
            measured, measured_rows, measured_texts = measures(root)
            indicators, rows, texts = indicators + measured, rows + measured_rows, texts + measured_texts
        comment = "Made by examples/_make/real_indicators.py from public files; change the words there."
        folder = f"{community}/indicators"
        made[f"{folder}/indicators.yaml"] = yaml_text(comment, {"indicators": indicators})
        made[f"{folder}/observations.csv"] = csv_text(OBSERVATION_COLUMNS, rows)
        made[f"{folder}/translations.csv"] = csv_text(TRANSLATION_COLUMNS, texts)
    return made


if __name__ == "__main__":
    write_files(files(data_root()))
