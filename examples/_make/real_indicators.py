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
    number_text,
    rows_of,
    words,
    write_files,
    yaml_text,
)

OBSERVATION_COLUMNS = (
    "indicator_id", "period", "value", "numerator", "denominator", "low", "high", "quality",
    "group_type", "group", "code", "note",
)  # fmt: skip
TRANSLATION_COLUMNS = ("language", "object_id", "field", "text")
TRANSLATED = ("name", "plain_question", "numerator", "denominator")
MISSING_NOTES = {
    "N": "NA at the source: suppressed or not reported",
    "S": "NA at the source: suppressed",
}
Row = dict[str, str]


def _is_area(row: Row, recipe: Mapping[str, Any], area: Mapping[str, str]) -> bool:
    """Tell whether a row is about the area, by the recipe's names or by its FIPS code with zeros put back."""
    wanted = {column: area.get(text, text) for column, text in recipe.get("match", {}).items()}
    if wanted:
        return all(row[column] == text for column, text in wanted.items())
    local = row["county"].zfill(3) if "county" in row else row["place"].zfill(5)
    return row["state"].zfill(2) + local == area["fips"]


def _source_rows(root: Path, recipe: Mapping[str, Any], area: Mapping[str, str]) -> list[Row]:
    rows = (row for row in rows_of(root / recipe["file"]) if _is_area(row, recipe, area))
    only = recipe.get("only", {})
    kept = [row for row in rows if all(row[column] == text for column, text in only.items())]
    return sorted(kept, key=lambda row: row.get("year") or row["YEAR"])


def _populations(root: Path, recipe: Mapping[str, Any], area: Mapping[str, str]) -> dict[str, str]:
    if "population" not in recipe:
        return {}
    rows = rows_of(root / recipe["population"])
    return {row["YEAR"]: row["TOTAL_POP"] for row in rows if row["COUNTY"] == area["entity"]}


def _months(row: Row, recipe: Mapping[str, Any]) -> tuple[str, str]:
    """Return quality and note of a year by the number of months its agency reported."""
    if "months" not in recipe or row[recipe["months"]] == "12":
        return "", ""
    if row[recipe["months"]] == "NA":
        return "", "The source does not say how many months were reported"
    return "3", f"Only {row[recipe['months']]} of 12 months reported"


def observations(root: Path, indicator_id: str, recipe: Mapping[str, Any], area: Mapping[str, str]) -> Iterator[Row]:
    """Return the rows of ``observations.csv`` that a recipe finds for an area, oldest first."""
    populations = _populations(root, recipe, area)
    for row in _source_rows(root, recipe, area):
        period = row.get("year") or row["YEAR"]
        quality, note = _months(row, recipe)
        found = {"indicator_id": indicator_id, "period": period, "note": note, "quality": quality}
        if row.get("subgroup_type", "tenure") not in ("tenure", "all"):
            found |= {"group_type": row["subgroup_type"], "group": row["subgroup"]}
        figures = {
            name: number_text(row[recipe[name]])
            for name in ("value", "numerator", "denominator", "low", "high", "quality")
            if name in recipe
        }
        if not figures.get("value", figures.get("numerator")):
            yield found | {"code": recipe["missing"], "note": MISSING_NOTES[recipe["missing"]]}
        else:
            yield found | figures | ({"denominator": populations[period]} if populations else {})


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
                rows.extend(row for row in found if recipe is entry["from"] or row.get("group"))
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
