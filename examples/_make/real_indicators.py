"""Write ``indicators/`` of the real examples: words from the YAML files here, numbers from public files.

Of three counties only signs are loaded; their whole folders are written.

Run from the top of the repository: ``SHAREDSAFETY_DATA=... python -m examples._make.real_indicators``
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from examples._make.los_angeles_measures import measures
from examples._make.san_joaquin_tracts import by_tract
from examples._make.shared_files import (
    csv_text,
    data_root,
    rows_of,
    words,
    write_files,
    yaml_text,
)

from sharedsafety.core.errors import BadInput
from sharedsafety.folder.given_table import content_hash, given_table
from sharedsafety.progress.file_shapes import file_shapes
from sharedsafety.progress.public_rows import public_rows

OBSERVATION_COLUMNS = (
    "indicator_id", "period", "value", "numerator", "denominator", "low", "high", "quality",
    "group_type", "group", "code", "note",
)  # fmt: skip
TRANSLATION_COLUMNS = ("language", "object_id", "field", "text")
VINTAGE_COLUMNS = (
    "indicator_id", "shape", "place", "file", "sha256", "retrieved_on", "first_period", "last_period", "rows",
)  # fmt: skip
COMMENT = "Made by examples/_make/real_indicators.py from public files; change the words there."
#: Folders with signs of safety and nothing else; the demonstration leaves them out.
SIGNS_ONLY = "signs-only"
TRANSLATED = ("name", "plain_question", "numerator", "denominator")
#: Told once for each source: who answers for its numbers, and what it says about the shape of its curves.
OF_THE_SOURCE = ("owner", "story")
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
    known, apart = book["sources"][recipe["source"]], ("folder", *OF_THE_SOURCE)
    source = {key: text for key, text in known.items() if key not in apart}
    folder = book["sources"][recipe["source"]]["folder"]
    breaks = [*book["breaks"].get(recipe["source"], []), *book["breaks"].get(entry["id"], [])]
    return {
        **{key: entry[key] for key in ("id", "name", "plain_question")},
        **entry["fields"],
        **{key: entry[key] for key in ("numerator", "denominator")},
        "place": area["name"],
        **{field: text["en"] for field, text in said_of_source(recipe["source"], book).items()},
        "source": {"id": recipe["source"], **source, "file": f"{folder}/{recipe['file']}"},
        **({"breaks": breaks} if breaks else {}),
        "cautions": entry["cautions"],
    }


def said_of_source(source: str, book: Mapping[str, Any]) -> dict[str, Mapping[str, str]]:
    """Return what is told of every indicator of a source, in both languages; what nothing is known of is left out."""
    found: Mapping[str, Any] = book["sources"][source]
    return {field: found[field] for field in OF_THE_SOURCE if field in found}


def translations(entry: Mapping[str, Any], place: str, book: Mapping[str, Any]) -> Iterator[Row]:
    """Return the Spanish of one indicator as rows of ``translations.csv``."""
    texts = {field: entry["es"][field] for field in TRANSLATED}
    texts |= {"place": place, "cautions": " ".join(entry["es"]["cautions"])}
    texts |= {field: text["es"] for field, text in said_of_source(entry["from"]["source"], book).items()}
    for field, text in texts.items():
        yield {"language": "es", "object_id": f"indicator/{entry['id']}", "field": field, "text": text}


def population_files(root: Path, community: str) -> tuple[list[dict[str, Any]], list[Row], list[Row]]:
    """Return indicators, observations and translations of one community's signs of safety."""
    book = words("real_indicators.yaml")
    indicators: list[dict[str, Any]] = []
    rows: list[Row] = []
    texts: list[Row] = []
    for entry in book["indicators"]:
        area = book["places"][community].get(entry["from"]["area"])
        if entry.get("only_in", community) != community or area is None:
            continue
        indicators.append(_indicator(entry, area, book))
        texts.extend(translations(entry, area["es"], book))
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
        else:
            tracts, tract_rows, tract_texts = by_tract(root)
            indicators, rows, texts = indicators + tracts, rows + tract_rows, texts + tract_texts
        folder = f"{community}/indicators"
        made[f"{folder}/indicators.yaml"] = yaml_text(COMMENT, {"indicators": indicators})
        made[f"{folder}/observations.csv"] = csv_text(OBSERVATION_COLUMNS, rows)
        made[f"{folder}/translations.csv"] = csv_text(TRANSLATION_COLUMNS, texts)
        made[f"{folder}/vintages.csv"] = csv_text(VINTAGE_COLUMNS, vintages(root, community))
    for community in words("real_indicators.yaml")["signs_only"]["communities"]:
        made |= signs_only(root, community)
    return made


def signs_only(root: Path, community: str) -> dict[str, str]:
    """Return the whole folder of a county of which nothing is loaded but signs of safety."""
    book = words("real_indicators.yaml")
    area, text = book["places"][community]["county"], book["signs_only"]
    indicators, rows, texts = population_files(root, community)
    profile = {
        "id": community,
        "name": area["name"],
        "kind": "county",
        "provenance": "real",
        "fiscal_year_start": 7,
        "languages": ["en", "es"],
        "place_codes": {name: area[name] for name in ("fips_county", "california_county")},
        "about": text["about"]["en"].format(county=area["name"]),
        "headline_year": 2024,
        "headline_phase": "adopted",
    }
    said = {"name": area["es"][:1].upper() + area["es"][1:], "in_sentence": f"el {area['es']}"}
    own = [
        {"language": "es", "object_id": "community/name", "field": "text", "text": said["name"]},
        {"language": "es", "object_id": "community/name", "field": "in_sentence", "text": said["in_sentence"]},
        {"language": "es", "object_id": "community/about", "field": "text",
         "text": text["about"]["es"].format(county=area["es"])},
    ]  # fmt: skip
    files = {
        "community.yaml": yaml_text(COMMENT, profile),
        "SOURCE.md": text["source_note"].format(county=area["name"]),
        "translations.csv": csv_text(TRANSLATION_COLUMNS, own),
        "indicators/indicators.yaml": yaml_text(COMMENT, {"indicators": indicators}),
        "indicators/observations.csv": csv_text(OBSERVATION_COLUMNS, rows),
        "indicators/translations.csv": csv_text(TRANSLATION_COLUMNS, texts),
        "indicators/vintages.csv": csv_text(VINTAGE_COLUMNS, vintages(root, community)),
    }
    return {f"{SIGNS_ONLY}/{community}/{name}": content for name, content in files.items()}


def vintages(root: Path, community: str) -> Iterator[Row]:
    """Return from which file, with its hash, each indicator of a community was taken."""
    book = words("real_indicators.yaml")
    for entry in book["indicators"]:
        area = book["places"][community].get(entry["from"]["area"])
        if entry.get("only_in", community) != community or area is None:
            continue
        for recipe in filter(None, (entry["from"], entry.get("groups"))):
            source = book["sources"][recipe["source"]]
            place = area[file_shapes().file_of(file_shapes().shape(recipe["shape"])).place.system]
            found = list(observations(root / source["folder"], entry["id"], recipe, area))
            periods = [row["period"] for row in found]
            yield {
                "indicator_id": entry["id"],
                "shape": recipe["shape"],
                "place": place,
                "file": recipe["file"],
                "sha256": content_hash(root / source["folder"] / recipe["file"], recipe["file"]),
                "retrieved_on": source["retrieved"],
                "first_period": min(periods),
                "last_period": max(periods),
                "rows": str(len(found)),
            }


if __name__ == "__main__":
    write_files(files(data_root()))
