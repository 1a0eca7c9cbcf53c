"""Makes ``examples/example-county``: wholly made up, seeded, marked "example" in every file.

Run ``python -m examples._make.example_county`` from the top of the repository; the same seed gives the same bytes. The
table of programs beside this file holds the plan of the county; the numbers get noise here so that totals, ranges and
verdicts look like real ones.
"""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from examples._make.example_county_framework import framework_words, write_framework

from sharedsafety.core.strict_yaml import parse_yaml
from sharedsafety.folder.write import yaml_text
from sharedsafety.investments.program_keys import program_key, slug

HERE = Path(__file__).parent
OUT = HERE.parent / "example-county"
SEED = 20170401
ADOPTED = range(2022, 2027)
ACTUAL = range(2022, 2026)
MADE_UP = "example: made up by examples/_make/example_county.py"

#: Share of a program's money by account, by who holds it.
ACCOUNTS = {
    "own staff": {"Salaries": 0.52, "Benefits": 0.22, "Services and Supplies": 0.26},
    "contract": {"Contracts and Grants": 0.88, "Salaries": 0.08, "Benefits": 0.04},
    "aid": {"Aid to Persons": 1.0},
}
CONTRACTED = {"community_based_org", "private_vendor"}

Row = dict[str, Any]


def main() -> None:
    """Write the whole folder anew."""
    random = np.random.default_rng(SEED)
    plan = parse_yaml((HERE / "example_county.yaml").read_text(encoding="utf-8"))
    with (HERE / "example_county_programs.csv").open(encoding="utf-8", newline="") as file:
        programs = list(csv.DictReader(file))
    shutil.rmtree(OUT, ignore_errors=True)
    lines = budget_lines(programs, random)
    write_budget(lines, plan)
    write_coding(programs)
    write_plan(plan, programs, random)
    write_indicators(plan, random)
    write_framework(OUT, HERE / "example_county_framework.yaml", seed=SEED)
    write_text("areas.geojson", area_shapes(plan["areas"]))


def area_shapes(areas: list[Row]) -> str:
    """Return ten made-up shapes as GeoJSON: a crooked mesh far out in the ocean, where nobody lives."""
    random = np.random.default_rng(SEED + 1)
    columns, rows = 5, 2
    corners = {
        (x, y): (-140 + 0.2 * x + random.uniform(-0.05, 0.05), 30 + 0.24 * y + random.uniform(-0.06, 0.06))
        for x in range(columns + 1)
        for y in range(rows + 1)
    }
    features = []
    for place, area in enumerate(areas):
        x, y = place % columns, rows - 1 - place // columns
        ring = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)]
        coordinates = [[[round(part, 4) for part in corners[corner]] for corner in ring]]
        properties = {"area_id": area["area_id"], "name": area["name"], "provenance": "example"}
        geometry = {"type": "Polygon", "coordinates": coordinates}
        features.append(json.dumps({"type": "Feature", "properties": properties, "geometry": geometry}))
    return '{"type": "FeatureCollection", "features": [\n' + ",\n".join(features) + "\n]}\n"


def budget_lines(programs: list[Row], random: np.random.Generator) -> list[Row]:
    """Return the published table: one row a program, fund and account, one column a year and phase."""
    lines = []
    for program in programs:
        years = amounts_of(program, random)
        for fund, share in pairs(program["funds"]):
            for account, part in ACCOUNTS[kind_of(program)].items():
                labels = {
                    "Department": program["department"],
                    "Program Code": program["code"],
                    "Program": program["name"],
                    "Fund": fund,
                    "Account": "Reserves" if program["department"] == "Reserves" else account,
                }
                cells = {name: round(amount * share * part / 100) * 100 for name, amount in years.items()}
                lines.append({**labels, **cells})
    return lines


def amounts_of(program: Row, random: np.random.Generator) -> dict[str, float]:
    """Return dollars by column: the plan's amount carried back by its growth, with a little noise."""
    base, growth = float(program["adopted_2026_k"]) * 1000, float(program["growth"])
    adopted = {year: base * (1 + growth) ** (year - 2026) * random.normal(1, 0.004) for year in ADOPTED}
    adopted[2026] = base
    adopted |= {year: 0.0 for year in ADOPTED if program["since"] and year < int(program["since"])}
    actual = {year: adopted[year] * float(program["execution"]) * random.normal(1, 0.008) for year in ACTUAL}
    return {f"{y} Adopted": a for y, a in adopted.items()} | {f"{y} Actual": a for y, a in actual.items()}


def kind_of(program: Row) -> str:
    """Return which accounts a program has."""
    if program["agent"] == "direct_to_person":
        return "aid"
    return "contract" if program["agent"] in CONTRACTED else "own staff"


def pairs(text: str) -> list[tuple[str, float]]:
    """Return the (name, share) pairs of ``GF:0.84;P172:0.16``."""
    return [(part.split(":")[0], float(part.split(":")[1])) for part in text.split(";")]


def key_of(program: Row) -> str:
    """Return the key the ledger import gives a program."""
    return program_key(program["department"], program["code"], program["name"])


def write_budget(lines: list[Row], plan: Row) -> None:
    """Write the ledger file with its unlabelled total row, the documents and the mapping."""
    columns = [name for name in lines[0] if name[:4].isdigit()]
    total = {name: sum(line[name] for line in lines) for name in columns}
    write_table("budget/ledger/example_county_budget.csv", [*lines, total])
    digest = hashlib.sha256((OUT / "budget/ledger/example_county_budget.csv").read_bytes()).hexdigest()
    documents = []
    for name in columns:
        year, phase = int(name[:4]), name[5:].lower()
        doc_id = f"{phase}-{year}"
        documents.append(
            {
                "doc_id": doc_id,
                "fiscal_year": year,
                "phase": phase,
                "title": f"Example County {phase} budget {year - 1}-{year % 100:02d} (example)",
                "publisher": "Example County (made up)",
                "licence": "CC0-1.0",
                "file": "ledger/example_county_budget.csv",
                "sha256": digest,
                "source": MADE_UP,
                "retrieved_on": "2026-11-23",
                "control_total_usd": round(total[name] * plan["printed_totals"].get(doc_id, 1.0)),
                "control_fund": "",
                "control_source": "printed total of the document (example)",
                "note": "",
            }
        )
    write_table("budget/documents.csv", documents)
    write_text("budget/mapping.yaml", yaml_text(mapping_of(columns, plan)))


def mapping_of(columns: list[str], plan: Row) -> Row:
    """Return how the published table is read."""
    amounts = [
        {
            "column": name,
            "fiscal_year": int(name[:4]),
            "phase": name[5:].lower(),
            "document": f"{name[5:].lower()}-{name[:4]}",
        }
        for name in columns
    ]
    labels = {
        "department": "Department",
        "program_code": "Program Code",
        "program": "Program",
        "fund_code": "Fund",
        "object": "Account",
    }
    file = {"file": "ledger/example_county_budget.csv", "columns": labels, "amounts": amounts}
    return {"files": [file], "character": plan["character"]}


def write_coding(programs: list[Row]) -> None:
    """Write one row for each program and category share."""
    rows = []
    for program in programs:
        for part in filter(None, program["coding"].split(";")):
            category, share, *limits = part.split(":")
            double = program["status"] in {"double", "adjudicated"}
            rows.append(
                {
                    "program_key": key_of(program),
                    "category": category,
                    "share": share,
                    "level": "",
                    "low": limits[0] if limits else "",
                    "high": limits[1] if limits else "",
                    "basis": "E" if limits else "A",
                    "markers": "",
                    "coder": "coder one; coder two" if double else "coder one",
                    "status": program["status"],
                    "note": f"Example: {program['note'] or 'outside what this framework judges'}",
                    "taxonomy_version": "0.1.0",
                    "delivery_agent": program["agent"],
                }
            )
    write_table("budget/coding.csv", sorted(rows, key=lambda row: (row["program_key"], row["category"])))


def write_plan(plan: Row, programs: list[Row], random: np.random.Generator) -> None:
    """Write profile, funds, priorities, links, areas, series and translations."""
    write_text("community.yaml", yaml_text(plan["community"]))
    write_table("budget/funding.csv", [filled(fund, FUND_COLUMNS) for fund in plan["funds"]])
    write_table("priorities.csv", [filled(row, PRIORITY_COLUMNS) for row in plan["priorities"]])
    write_table("roadmap.csv", plan["roadmap"])
    source = "Example, list of requests kept by the clerk"
    write_table("requests.csv", [{**request, "source": source} for request in plan["requests"]])
    minutes = "Example, minutes of the planning table"
    write_table("indicators/candidates.csv", [{**each, "source": minutes} for each in plan["candidates"]])
    keys = {program["code"]: key_of(program) for program in programs}
    links = [
        {"program_key": keys[str(code)], "priority_id": priority, "weight": weight, "note": note, "category": category}
        for priority, served in plan["serves"].items()
        for code, weight, category, note in served
    ]
    write_table("budget/links.csv", links)
    write_replies(plan, keys)
    write_table("areas.csv", plan["areas"])
    write_table("budget/areas.csv", area_shares(plan, programs, random))
    write_table("population.csv", plan["population"])
    write_table("deflator.csv", plan["deflator"])
    texts = [
        {"program_key": key_of(program), "text": f"Example: {program['note']}.", "source": MADE_UP}
        for program in programs
        if program["note"]
    ]
    write_table("budget/programs.csv", texts)
    write_table("translations.csv", translations(plan, programs))
    write_text("reports.yaml", yaml_text({"opening_words": plan["opening_words"]}))
    write_text("SOURCE.md", plan["source_note"])


def write_replies(plan: Row, keys: Mapping[str, str]) -> None:
    """Write who was asked to check the coding, what they said, and what binds money."""
    letters, orders = "Example, letters kept by the clerk", "Example, county counsel's list of orders"
    write_table("budget/department_checks.csv", [{**each, "source": letters} for each in plan["department_checks"]])
    replies = [{**each, "program_key": keys[each["program"]], "source": letters} for each in plan["replies"]]
    write_table("budget/replies.csv", [filled(each, REPLY_COLUMNS) for each in replies])
    mandates = [{**each, "program_key": keys.get(each["program"], ""), "source": orders} for each in plan["mandates"]]
    write_table("budget/mandates.csv", [filled(each, MANDATE_COLUMNS) for each in mandates])


def area_shares(plan: Row, programs: list[Row], random: np.random.Generator) -> list[Row]:
    """Return shares by area: between population and need, tilted as the plan says for a program."""
    population = np.array([area["population"] for area in plan["areas"]], float)
    need = np.array([area["need"] for area in plan["areas"]], float)
    rows = []
    for program in programs:
        if program["areas"] != "yes":
            continue
        tilt = plan["area_tilt"].get(int(program["code"]), 0.5)
        weight = (population / population.sum()) * (1 - tilt) + (need / need.sum()) * tilt
        shares = np.round(weight * random.normal(1, 0.03, len(weight)) / weight.sum(), 4)
        shares[-1] = round(1 - shares[:-1].sum(), 4)
        for area, share in zip(plan["areas"], shares, strict=True):
            rows.append(
                {"program_key": key_of(program), "area_id": area["area_id"], "share": f"{share:.4f}", "basis": "D"}
            )
    return rows


def translations(plan: Row, programs: list[Row]) -> list[Row]:
    """Return the Spanish texts of the county's own words."""
    rows = [("program/" + key_of(program), "name", program["name_es"]) for program in programs]
    rows += [(oid, field, text) for oid, fields in plan["spanish"].items() for field, text in fields.items()]
    departments = {f"department/{slug(name)}": text for name, text in plan["departments_es"].items()}
    rows += [(oid, "name", text) for oid, text in departments.items()]
    notes = {f"Example: {note}": f"Ejemplo: {text}" for note, text in plan["notes_es"].items()}
    texts = {f"{note}.": f"{text}." for note, text in notes.items()}
    framework = framework_words(HERE / "example_county_framework.yaml")
    rows += [("words", line, text) for line, text in {**plan["words_es"], **notes, **texts, **framework}.items()]
    return [{"language": "es", "object_id": oid, "field": field, "text": text} for oid, field, text in sorted(rows)]


def write_indicators(plan: Row, random: np.random.Generator) -> None:
    """Write the catalogue and the observations made by each indicator's recipe."""
    listed, rows, spanish, by_area = [], [], [], []
    for indicator in plan["indicators"]:
        recipe = indicator.pop("recipe")
        spanish += [
            {"language": "es", "object_id": f"indicator/{indicator['id']}", "field": field, "text": text}
            for field, text in indicator.pop("spanish").items()
        ]
        listed.append({**indicator, "source": plan["indicator_source"], "place": "Example County (example)"})
        found = observations(indicator["id"], recipe, random)
        rows += found
        by_area += area_observations(found, plan["areas"]) if recipe.get("by_area") else []
        by_area += shared_out(found, recipe["by_age"], "age", SEED + 3) if recipe.get("by_age") else []
        by_area += shared_out(found, recipe["by_district"], "district", SEED + 4) if recipe.get("by_district") else []
    write_text("indicators/indicators.yaml", yaml_text({"indicators": listed}))
    write_table("indicators/observations.csv", rows + by_area)
    write_table("indicators/translations.csv", spanish)


def observations(indicator_id: str, recipe: Row, random: np.random.Generator) -> list[Row]:
    """Return one row a period and group: counts drawn around the recipe's level."""
    rows = []
    for group_type, group, scale, factor in recipe.get("groups", [["", "", 1.0, 1.0]]):
        for position, period in enumerate(periods(recipe)):
            level = level_at(recipe["levels"], position) * factor
            cells = drawn(recipe, level, scale, random)
            code = recipe.get("missing", {}).get(period, "") if not group else ""
            row = {
                "indicator_id": indicator_id,
                "period": period,
                "value": "",
                "numerator": "",
                "denominator": "",
                "low": "",
                "high": "",
                "quality": recipe.get("quality", ""),
                "group_type": group_type,
                "group": group,
                "code": code,
                "note": "example",
                "design_effect": recipe.get("design_effect", ""),
            }
            rows.append(row if code else {**row, **cells})
    return rows


def area_observations(rows: list[Row], areas: list[Row]) -> list[Row]:
    """Return the newest count shared out over the areas as their need is: together they are everybody."""
    newest = [row for row in rows if not row["group"]][-1]
    need = np.array([area["need"] for area in areas], float)
    counts = np.random.default_rng(SEED + 2).multinomial(newest["numerator"], need / need.sum())
    return [
        {
            **newest,
            "numerator": int(count),
            "denominator": area["population"],
            "group_type": "area",
            "group": area["area_id"],
        }
        for area, count in zip(areas, counts, strict=True)
    ]


def shared_out(rows: list[Row], groups: list[list[Any]], group_type: str, seed: int) -> list[Row]:
    """Return each year's count shared out over groups that together are everybody.

    A group is its name, its share of the people in the first and in the last year, and how often it happens in it.
    """
    random, found = np.random.default_rng(seed), []
    for at, row in enumerate(rows):
        shares = np.array([np.interp(at, [0, len(rows) - 1], [first, last]) for _, first, last, _ in groups])
        weights = shares * np.array([often for *_, often in groups])
        counts = random.multinomial(row["numerator"], weights / weights.sum())
        people = [round(share * row["denominator"]) for share in shares[:-1]]
        people.append(row["denominator"] - sum(people))
        found += [
            {**row, "numerator": int(count), "denominator": number, "group_type": group_type, "group": label}
            for (label, *_), count, number in zip(groups, counts, people, strict=True)
        ]
    return found


def periods(recipe: Row) -> list[str]:
    """Return the periods of a recipe, oldest first."""
    start, count, step = recipe["start"], recipe["count"], recipe["step"]
    if step == "year":
        return [str(start + n) for n in range(count)]
    per_year, form = (4, "{}Q{}") if step == "quarter" else (12, "{}-{:02d}")
    return [form.format(start + n // per_year, n % per_year + 1) for n in range(count)]


def level_at(levels: list[list[float]], position: int) -> float:
    """Return the level at a position: straight lines between the recipe's corner points."""
    return float(np.interp(position, [at for at, _ in levels], [level for _, level in levels]))


def drawn(recipe: Row, level: float, scale: float, random: np.random.Generator) -> Row:
    """Return the cells of one observation, by the kind of its indicator."""
    if recipe["kind"] == "value":
        return {"value": round(level + random.normal(0, recipe["noise"]), 1)}
    denominator = round(recipe["denominator"] * scale)
    if recipe["kind"] == "proportion":
        return {"numerator": int(random.binomial(denominator, level)), "denominator": denominator}
    return {"numerator": int(random.poisson(level * denominator)), "denominator": denominator}


FUND_COLUMNS = (
    "fund_code", "name", "source_code", "level", "control", "recurrence", "end_fy", "mandate", "pass_through_key",
    "restriction",
)  # fmt: skip
REPLY_COLUMNS = (
    "id", "program_key", "from_kind", "from_name", "received_on", "kind", "text", "outcome", "outcome_on",
    "outcome_note", "source",
)  # fmt: skip
MANDATE_COLUMNS = ("id", "kind", "title", "program_key", "fund_code", "note", "source")
PRIORITY_COLUMNS = (
    "id", "title", "body", "principle", "statement_kind", "direction", "target_value", "target_unit", "target_of",
    "adopted_on", "source", "stated_by",
)  # fmt: skip


def filled(row: Row, columns: Iterable[str]) -> Row:
    """Return a row with every column, blank where the plan says nothing."""
    return {column: row.get(column, "") for column in columns}


def write_table(name: str, rows: list[Row]) -> None:
    """Write rows as CSV; the first row names the columns."""
    path = OUT / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)


def write_text(name: str, text: str) -> None:
    """Write a text file of the folder."""
    path = OUT / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
