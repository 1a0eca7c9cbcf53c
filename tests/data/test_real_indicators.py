"""The real examples hold what the public files say: no invented number, no missing one turned into zero."""

from __future__ import annotations

import csv
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from sharedsafety.core.reviewed import read_catalogue

EXAMPLES = Path(__file__).parents[2] / "examples"
COMMUNITIES = ("los-angeles", "san-joaquin")


def table(name: str) -> list[dict[str, str]]:
    with (EXAMPLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def indicators(community: str) -> list[dict[str, Any]]:
    content = yaml.safe_load((EXAMPLES / community / "indicators/indicators.yaml").read_text(encoding="utf-8"))
    return list(content["indicators"])


def observations(community: str, indicator_id: str) -> list[dict[str, str]]:
    rows = table(f"{community}/indicators/observations.csv")
    return [row for row in rows if row["indicator_id"] == indicator_id]


def at(community: str, indicator_id: str, period: str) -> dict[str, str]:
    """Return the row of everybody in a period."""
    rows = [r for r in observations(community, indicator_id) if r["period"] == period and not r["group"]]
    assert len(rows) == 1
    return rows[0]


# Known right answers of the SOURCE.md of each folder of data.
@pytest.mark.parametrize(
    ("community", "indicator_id", "period", "value"),
    [
        ("san-joaquin", "violent-crime-rate", "2021", "761.855625"),
        ("san-joaquin", "violent-crime-rate", "2023", "1145.265019"),
        ("san-joaquin", "property-crime-rate", "2022", "2530.775103"),
        ("los-angeles", "violent-crime-rate", "2021", "41.468576"),
        ("los-angeles", "violent-crime-rate", "2023", "240.323155"),
        ("los-angeles", "property-crime-rate", "2023", "1122.506525"),
        ("san-joaquin", "students-without-stable-home", "2019", ".0381632447"),
        ("san-joaquin", "people-per-doctor", "2021", "1706"),
        ("san-joaquin", "injury-deaths", "2023", "76.6"),
        ("san-joaquin", "low-birth-weight", "2023", "0.08306308191233393"),
        ("san-joaquin", "economic-connectedness", "2022", "0.364335"),
        ("san-joaquin", "social-associations", "2022", "4.5"),
        ("san-joaquin", "poverty-exposure", "2023", "0.05423281786056479"),
        ("san-joaquin", "living-wage", "2023", ".5464299"),
        ("san-joaquin", "digital-access", "2023", "0.702623761760941"),
        ("san-joaquin", "preschool", "2021", "0.33920590149707097"),
        ("san-joaquin", "voter-turnout", "2020", "0.6168181137884586"),
        ("san-joaquin", "debt-in-collections", "2023", ".2142827"),
    ],
)
def test_a_value_is_the_known_answer_of_its_source(community: str, indicator_id: str, period: str, value: str) -> None:
    found = Decimal(at(community, indicator_id, period)["value"])
    places = len(value.partition(".")[2])
    assert round(found, places) == Decimal(value)


def test_the_count_behind_a_share_is_kept() -> None:
    assert at("san-joaquin", "students-without-stable-home", "2019")["numerator"] == "5585"


def test_unpadded_county_codes_find_their_county() -> None:
    """The debt file says 6 and 37 where the others say 06 and 037."""
    assert at("los-angeles", "debt-in-collections", "2023")["value"] == "0.1915233"


@pytest.mark.parametrize(
    "indicator_id", ["violent-crime-rate-city", "property-crime-rate-city", "youth-arrest-rate-city"]
)
def test_a_year_not_reported_is_missing_and_not_zero(indicator_id: str) -> None:
    row = at("los-angeles", indicator_id, "2021")
    assert row["value"] == row["numerator"] == row["quality"] == ""
    assert row["code"] == "N"


@pytest.mark.parametrize("community", COMMUNITIES)
def test_a_row_has_a_figure_or_a_code_and_never_both(community: str) -> None:
    for row in table(f"{community}/indicators/observations.csv"):
        assert bool(row["value"] or row["numerator"]) != bool(row["code"]), row
        if row["code"]:
            assert row["note"]
            assert not any(row[name] for name in ("denominator", "low", "high", "quality"))


@pytest.mark.parametrize("community", COMMUNITIES)
def test_no_observation_stands_twice_and_each_has_its_indicator(community: str) -> None:
    rows = table(f"{community}/indicators/observations.csv")
    keys = [(row["indicator_id"], row["period"], row["group_type"], row["group"]) for row in rows]
    assert len(keys) == len(set(keys))
    assert {key[0] for key in keys} == {entry["id"] for entry in indicators(community)}


@pytest.mark.parametrize("community", COMMUNITIES)
def test_the_change_of_reporting_system_is_a_break_of_every_rate_it_touches(community: str) -> None:
    touched = [entry for entry in indicators(community) if entry["source"]["id"] == "urban-crime-2021-2023"]
    assert len(touched) == 6
    for entry in touched:
        (found,) = entry["breaks"]
        assert (found["period"], found["until"], found["status"]) == ("2021", "2023", "confirmed")


@pytest.mark.parametrize("community", COMMUNITIES)
def test_groups_are_within_the_limits_of_their_source(community: str) -> None:
    groups = [row for row in observations(community, "low-birth-weight") if row["group"]]
    assert {row["group_type"] for row in groups} == {"race-ethnicity", "mothers-education"}
    assert all(Decimal(row["low"]) < Decimal(row["value"]) < Decimal(row["high"]) for row in groups)


@pytest.mark.parametrize("indicator_id", ["violent-crime-long", "homicides-long"])
def test_a_long_rate_follows_from_its_counts(indicator_id: str) -> None:
    rows = observations("los-angeles", indicator_id)
    assert [row["period"] for row in rows] == [str(year) for year in range(1975, 2016)]
    for row in rows:
        rate = Decimal(row["numerator"]) / Decimal(row["denominator"]) * 100_000
        assert abs(rate - Decimal(row["value"])) < Decimal("1e-9")


@pytest.mark.parametrize("community", COMMUNITIES)
def test_a_catalogue_id_exists_in_the_framework(community: str) -> None:
    known = {entry["id"] for entry in read_catalogue("framework/practices")["indicators"]}
    named = {entry["catalogue_id"] for entry in indicators(community) if entry.get("catalogue_id")}
    assert named <= known


ALL = (*COMMUNITIES, *(f"signs-only/{name}" for name in ("alameda", "sacramento", "santa-cruz")))


@pytest.mark.parametrize("community", ALL)
def test_every_indicator_says_who_answers_for_it_and_promises_nothing(community: str) -> None:
    """No source at hand documents the day of its next file, and nobody there has partners."""
    rows = table(f"{community}/indicators/translations.csv")
    told = {row["object_id"] for row in rows if row["field"] == "owner"}
    for entry in indicators(community):
        assert entry["owner"].strip()
        assert f"indicator/{entry['id']}" in told
        assert "next_update" not in entry
        assert "partners" not in entry


@pytest.mark.parametrize("community", ALL)
def test_a_story_is_told_only_where_the_source_tells_one(community: str) -> None:
    told = {entry["source"]["id"] for entry in indicators(community) if entry.get("story")}
    assert told == {"urban-crime-2021-2023"}


def test_the_tracts_of_the_county_are_as_many_as_the_source_says_and_hold_its_people() -> None:
    tracts = table("san-joaquin/areas.csv")
    assert len(tracts) == 139
    assert {row["area_id"][:5] for row in tracts} == {"06077"}
    assert sum(int(row["population"]) for row in tracts) == 693177
    assert not any(row["need"] for row in tracts)


def test_a_tract_has_the_income_of_its_source_and_is_named_by_a_town() -> None:
    rows = {row["group"]: row for row in observations("san-joaquin", "income-by-tract")}
    assert (rows["06077000100"]["value"], rows["06077005127"]["value"]) == ("10457", "20017")
    names = {row["area_id"]: row["name"] for row in table("san-joaquin/areas.csv")}
    assert names["06077000100"] == "Census tract 1, near Stockton"
    assert set(rows) == {"", *names}
    (entry,) = [each for each in indicators("san-joaquin") if each["id"] == "income-by-tract"]
    assert entry["better"] is None
    assert "no margins of error" in entry["cautions"][0]


def test_shapes_stand_where_the_published_points_of_their_tracts_are() -> None:
    import json

    drawn = json.loads((EXAMPLES / "san-joaquin/areas.geojson").read_text(encoding="utf-8"))["features"]
    flat = {row["area_id"] for row in table("san-joaquin/areas.csv")} - {one["properties"]["area_id"] for one in drawn}
    assert flat == {"06077002504", "06077005127"}  # simplified to a line at the source
    (ring,) = next(one for one in drawn if one["properties"]["area_id"] == "06077000100")["geometry"]["coordinates"][0]
    longitudes, latitudes = [corner[0] for corner in ring], [corner[1] for corner in ring]
    assert min(longitudes) < -121.2848 < max(longitudes)  # tract_points.csv
    assert min(latitudes) < 37.9535 < max(latitudes)


@pytest.mark.parametrize("community", ALL)
def test_every_number_of_a_public_file_names_its_file(community: str) -> None:
    """The city's own measures and the tracts come from files without a shape that can be imported, and have none."""
    vintages = table(f"{community}/indicators/vintages.csv")
    without = ("measure-", "income-by-tract")
    own = {entry["id"] for entry in indicators(community) if not entry["id"].startswith(without)}
    assert {row["indicator_id"] for row in vintages} == own
    for row in vintages:
        found = [one["period"] for one in observations(community, row["indicator_id"])]
        assert min(found) <= row["first_period"] <= row["last_period"] <= max(found)


@pytest.mark.parametrize("community", COMMUNITIES)
def test_every_indicator_is_told_in_spanish(community: str) -> None:
    rows = table(f"{community}/indicators/translations.csv")
    told = {(row["object_id"], row["field"]) for row in rows if row["text"].strip()}
    for entry in indicators(community):
        for field in ("name", "plain_question", "numerator", "denominator", "place", "cautions"):
            assert (f"indicator/{entry['id']}", field) in told


def test_a_measure_of_a_program_names_its_program_and_is_no_sign_of_the_whole_city() -> None:
    measures = [entry for entry in indicators("los-angeles") if entry["id"].startswith("measure-")]
    assert 40 <= len(measures) <= 80
    assert all(entry["type"] == "performance" and entry["tier"] == "secondary" for entry in measures)
    keys = {entry["id"]: entry["program_key"] for entry in measures}
    assert keys["measure-02meals"] == "aging.201.senior-services"
    assert keys["measure-43dvvictim"] == "housing.4311.program-operations"


def test_only_actual_results_are_observations_of_a_measure() -> None:
    rows = observations("los-angeles", "measure-70crime")
    values = {row["period"]: row["value"] for row in rows}
    assert values == {
        "2013": "106025",
        "2014": "102119",
        "2015": "107146",
        "2016": "122986",
        "2017": "",  # printed in neither book
        "2018": "130583",
        "2019": "125370",
        "2020": "120579",
    }


def test_a_zero_before_a_measure_began_is_not_a_result() -> None:
    row = at("los-angeles", "measure-88safe", "2014")
    assert (row["value"], row["code"]) == ("", "N")
    assert "Printed as 0" in row["note"]


def test_a_renamed_measure_breaks() -> None:
    (entry,) = [entry for entry in indicators("los-angeles") if entry["id"] == "measure-88participants"]
    assert [found["period"] for found in entry["breaks"]] == ["2018"]


def test_the_city_has_no_population_after_the_last_estimate() -> None:
    years = [row["fiscal_year"] for row in table("los-angeles/population.csv")]
    assert years[-1] == "2015"


def test_the_county_population_is_the_published_one() -> None:
    people = {row["fiscal_year"]: row["value"] for row in table("san-joaquin/population.csv")}
    assert people["2017"] == "747263"


def test_prices_are_positive_and_given_once_a_year() -> None:
    rows = table("san-joaquin/deflator.csv")
    years = [int(row["fiscal_year"]) for row in rows]
    assert years == list(range(years[0], years[-1] + 1))
    assert all(Decimal(row["value"]) > 100 for row in rows)


def test_neighbours_stand_in_alphabetical_order_with_the_controllers_figures() -> None:
    rows = table("san-joaquin/budget/neighbours.csv")
    names = [row["county"] for row in rows]
    assert names == sorted(names)
    columns = ("police_protection_usd", "judicial_usd", "detention_and_correction_usd", "public_protection_usd")
    figures = {row["county"]: [int(row[name]) for name in columns] for row in rows}
    assert figures == {
        "Alameda County": [131273889, 220109048, 294712000, 697431480],
        "Los Angeles County": [2106697185, 1513182933, 1690728046, 5684355050],
        "Sacramento County": [301785000, 151166000, 273828000, 817939000],
        "Santa Cruz County": [36481866, 35580483, 53417314, 145113871],
    }


def test_coding_by_function_alone_is_unreviewed_and_adds_to_one() -> None:
    totals: dict[str, Decimal] = {}
    for row in table("san-joaquin/budget/coding.csv"):
        assert (row["basis"], row["status"]) == ("G", "unreviewed")
        totals[row["program_key"]] = totals.get(row["program_key"], Decimal(0)) + Decimal(row["share"])
    assert set(totals.values()) == {Decimal(1)}


@pytest.mark.shared
@pytest.mark.parametrize("script", ["real_indicators", "population_and_prices", "san_joaquin", "san_joaquin_tracts"])
def test_making_the_files_again_gives_the_same_bytes(script: str) -> None:
    from importlib import import_module

    made = import_module(f"examples._make.{script}").files(Path(os.environ["SHAREDSAFETY_DATA"]))
    assert made
    for name, text in made.items():
        assert (EXAMPLES / name).read_bytes() == text.encode("utf-8"), name


@pytest.mark.shared
def test_every_measured_program_is_in_the_adopted_budget() -> None:
    from examples._make.shared_files import rows_of

    from sharedsafety.investments.program_keys import program_key

    folder = Path(os.environ["SHAREDSAFETY_DATA"]) / "budgets/los_angeles_ca"
    sections = ("expenditures_sec2_2021-22_adopted.csv.gz", "expenditures_sec4_2021-22_adopted.csv")
    rows = [row for section in sections for row in rows_of(folder / section)]
    programs = {program_key(row["Dept Name"], row["Prog Code"], row["Prog Name"]) for row in rows}
    measured = {entry.get("program_key") for entry in indicators("los-angeles")} - {None}
    assert measured <= programs


@pytest.mark.shared
def test_every_line_of_the_county_is_coded_or_said_to_be_uncoded() -> None:
    from examples._make.san_joaquin import SHEETS
    from examples._make.shared_files import words
    from python_calamine import CalamineWorkbook

    known = {name for heading in words("san_joaquin.yaml")["activities"] for name in heading["programs"]}
    book = CalamineWorkbook.from_path(Path(os.environ["SHAREDSAFETY_DATA"]) / SHEETS)
    for sheet in (name for name in book.sheet_names if name.startswith("CO_EXP_")):
        header, *rows = book.get_sheet_by_name(sheet).to_python()
        (county,) = [row for row in rows if str(row[0]).strip() == "San Joaquin"]
        paid = {
            str(title).split("_")[0]
            for title, amount in zip(header, county, strict=True)
            if "_Total Governmental Funds" in str(title) and amount not in ("NULL", 0.0)
        }
        assert {name for name in paid if not name.startswith("Total ")} <= known


def test_the_county_of_the_introduction_reads_without_a_fault() -> None:
    from sharedsafety.folder.read import read_community

    reading = read_community(EXAMPLES / "san-joaquin")
    assert not [finding for finding in reading.findings if finding.severity == "error"]
    assert reading.community is not None
    assert {priority.statement_kind for priority in reading.community.priorities} == {"S5"}
    assert all(priority.adopted_on is None for priority in reading.community.priorities)


SIGNS_ONLY = ("santa-cruz", "sacramento", "alameda")


@pytest.mark.parametrize(
    ("community", "period", "value"),
    [
        ("santa-cruz", "2021", "92.600078"),
        ("santa-cruz", "2023", "556.722965"),
        ("sacramento", "2021", "8.398191"),
        ("sacramento", "2023", "1058.554449"),
        ("alameda", "2021", "22.950955"),
        ("alameda", "2023", "468.961209"),
    ],
)
def test_a_county_of_signs_only_holds_the_known_answers(community: str, period: str, value: str) -> None:
    found = Decimal(at(f"signs-only/{community}", "violent-crime-rate", period)["value"])
    assert round(found, 6) == Decimal(value)


def test_a_group_that_the_source_suppresses_stays_missing() -> None:
    rows = observations("signs-only/santa-cruz", "low-birth-weight")
    missing = [row for row in rows if row["group"] == "Black, Non-Hispanic"]
    assert [(row["value"], row["code"]) for row in missing] == [("", "S")]


@pytest.mark.parametrize("community", SIGNS_ONLY)
def test_a_county_of_signs_only_has_the_signs_of_san_joaquin_and_no_budget(community: str) -> None:
    from sharedsafety.folder.check import checked_community

    reading = checked_community(EXAMPLES / "signs-only" / community, books=True)
    assert reading.community is not None
    own = {each.id for each in reading.community.indicators}
    assert own == {each["id"] for each in indicators("san-joaquin") if not each["id"].endswith(("-city", "by-tract"))}
    assert reading.community.documents == ()
    assert {each.indicator_id for each in reading.community.vintages} == own
    assert not any(found.code == "series-definitions-mixed" for found in reading.findings)


@pytest.mark.shared
def test_importing_the_public_file_again_changes_nothing() -> None:
    from datetime import date

    from sharedsafety.folder.import_public import ImportWish, public_import

    shared = Path(os.environ["SHAREDSAFETY_DATA"]) / "wellbeing/urban_mobility_metrics_county"
    day = date(2026, 11, 26)
    wish = ImportWish(path=shared / "debt_in_collections_county.csv.gz", shape="debt-in-collections",
                      indicator="debt-in-collections", retrieved_on=day, as_of=day)  # fmt: skip
    for community in SIGNS_ONLY:
        found = public_import(EXAMPLES / "signs-only" / community, wish)
        assert found.is_empty
        assert found.change.same == 1


@pytest.mark.shared
def test_every_shape_reads_its_file_for_some_place() -> None:
    """No shape is only on paper: each finds its columns in the file as it was taken.

    Layouts read in a copy (``seen``) have files made up with their headers: test_named_sources.py.
    """
    from sharedsafety.folder.given_table import given_table
    from sharedsafety.progress.file_shapes import file_shapes
    from sharedsafety.progress.public_rows import public_rows

    root = Path(os.environ["SHAREDSAFETY_DATA"])
    here = {path.name.removesuffix(".gz"): path for path in root.rglob("*.csv*")}
    renamed = {"rate_arrests_county_all.csv": "rate_juvenile_arrests_county_all.csv",
               "rate_arrests_place_all.csv": "rate_juvenile_arrests_place_all.csv",
               "homelessness_all_county.csv": "homelessness_county.csv",
               "housing_county_2014_2015_2016_2017_2018_2019_2021_2022_2023.csv": "housing_affordability_county.csv",
               "ratio_pop_pcp_metric_all_county.csv": "primary_care_ratio_county.csv",
               "rate_injury_deaths_metric_all_county.csv": "injury_deaths_county.csv",
               "rate_low_birth_weight_metric_all_county.csv": "low_birth_weight_county.csv",
               "neonatal_health_subgroup_2022.csv": "neonatal_health_by_race_2022_county.csv",
               "economic_connectedness_version2025_county_2022.csv": "economic_connectedness_county.csv",
               "social_associations_all_county.csv": "social_associations_county.csv",
               "poverty-exposure_county.csv": "poverty_exposure_county.csv",
               "living_wage_county_all_longitudinal.csv": "living_wage_county.csv",
               "digital_access_county_all_longitudinal.csv": "digital_access_county.csv",
               "metrics_preschool_county_all_longitudinal.csv": "preschool_county.csv",
               "voter-turnout-2020.csv": "voter_turnout_2020_county.csv"}  # fmt: skip
    places = {
        "fips_county": "06067",
        "fips_place": "0664000",
        "california_county": "Sacramento County",
        "ori": "CA03404",
    }
    taken = [each for each in file_shapes().shapes if not file_shapes().file_of(each).seen]
    assert len(taken) == 39
    for shape in taken:
        file = file_shapes().file_of(shape)
        with given_table(here[renamed.get(file.name, file.name)], file.name) as table:
            found = public_rows(shape, table, file.place.fixed or places[file.place.system])
        assert not found.findings, (shape.id, [each.sentence() for each in found.findings])
        assert found.rows, shape.id
