"""Files of the sources that the catalogue names, made up here with the headers of the real ones."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from sharedsafety.folder.given_table import given_table
from sharedsafety.progress.catalogue import catalogue, problems
from sharedsafety.progress.file_shapes import file_shapes, needed_columns
from sharedsafety.progress.public_rows import PublicRows, public_rows

# Headers as published (the commits stand in file_shapes.yaml under `seen`). Every number is made up, but those of JAIL:
# its header and its rows of agencies are copied whole from the file.
CRIMES = """\
Year,County,NCICCode,Violent_sum,Homicide_sum,ForRape_sum,Robbery_sum,AggAssault_sum,Property_sum,Burglary_sum,\
VehicleTheft_sum,LTtotal_sum,ViolentClr_sum,HomicideClr_sum,ForRapeClr_sum,RobberyClr_sum,AggAssaultClr_sum
2018,Made Up County,Made Up,40,4,1,15,20,90,30,20,40,22,3,0,9,10
2019,Made Up County,Made Up,50,0,2,18,30,95,35,20,40,25,0,1,10,14
2020,Made Up County,Made Up,60,2,2,20,36,99,39,20,40,30,3,1,12,14
2020,Made Up County,Made Up Co. Sheriff's Department,9,1,0,2,6,9,3,3,3,5,1,0,1,3
"""
RENT = (
    '"GEO_ID","NAME",'
    + ",".join(f'"B25070_{at:03}E","B25070_{at:03}M"' for at in range(1, 12))
    + ',\n"Geography","Geographic Area Name",'
    + ",".join(f'"Estimate!!{at}","Margin of Error!!{at}"' for at in range(1, 12))
    + ',\n"0500000US06037","Made Up County",'
    + ",".join(f'"{count}","9"' for count in (1000, 50, 60, 70, 80, 90, 100, 110, 120, 220, 100))
    + ',\n"1600000US0644000","Made Up city",'
    + ",".join(f'"{count}","9"' for count in (100, 5, 6, 7, 8, 9, 10, 11, 12, 22, 10))
    + ",\n"
)
NIGHT = (
    'CoC Number,CoC Name,CoC Category,"Overall Homeless, 2022","Overall Homeless - Under 18, 2022"\n'
    'CA-600,Made Up CoC,Major City CoC,"1,808",216\nCA-601,Other CoC,Major City CoC,50,5\n'
)
ABSENT = "\n".join(
    "\t".join(cells)
    for cells in (
        ("Academic Year", "Aggregate Level", "County Code", "District Code", "School Code", "County Name",
         "District Name", "School Name", "Charter School", "DASS", "Reporting Category",
         "ChronicAbsenteeismEligibleCumulativeEnrollment", "ChronicAbsenteeismCount", "ChronicAbsenteeismRate"),
        ("2024-25", "C", "57", "", "", "Made Up", "", "", "All ", "All", "TA", "3000", "600", "20.0"),
        ("2024-25", "C", "57", "", "", "Made Up", "", "", "Yes", "All", "TA", "300", "30", "10.0"),
        ("2024-25", "C", "57", "", "", "Made Up", "", "", "All", "All", "RB", "*", "*", "*"),
        ("2024-25", "D", "57", "72678", "", "Made Up", "D", "", "All", "All", "TA", "*", "*", "*"),
    )
)  # fmt: skip
JAIL = """\
jurisdiction,year,month,date,census_county_name,fips_state_code,fips_county_code,fips_state_county_code,\
avg_daily_pop_unsentenced_male,avg_daily_pop_unsentenced_female,avg_daily_pop_sentenced_male,\
avg_daily_pop_sentenced_female,avg_daily_pop_total_jurisdiction,avg_felony_inmate_unsentenced,\
avg_felony_inmate_sentenced,avg_felony_inmate_total,avg_misdemean_inmate_unsentenced,avg_misdemean_inmate_sentenced,\
avg_misdemean_inmate_total,day_of_highest_count,highest_inmate_count,mental_heath_case_open_end_month,\
num_new_mental_health_cases,num_inmate_get_psych_meds,num_inmate_get_mental_heath_bed,num_inmates_seen_sick_call,\
num_doctor_occurrences,num_offsite_medical_appointment,num_dental_encounters,avg_inmate_get_sick_bed,\
avg_inmate_not_assign_housing,avg_own_inmate_housed_elsewhere,avg_fed_inmate_housed_contract,\
avg_state_inmate_housed_contract,avg_local_inmate_housed_contract,avg_inmate_wait_transport_prison,\
avg_inmate_in_hospital,total_num_persons_booked,tot_pretrial_release_lack_bed,tot_sentenced_release_lack_bed,\
total_juv_in_custody,adp_of_maximum_security_inmates,adp_of_medium_security_inmates,adp_of_minimum_security_inmates,\
avg_inmates_get_medical_bed,avg_inmates_get_mental_heath_bed,avg_inmate_need_reg_med_attent,\
avg_inmates_need_reg_ment_health
San Diego Work Furlough,2020,march,2020-03-01,San Diego County,06,073,06073,5,2,256,68,331,NA,NA,0,NA,NA,0,\
2020-03-05,335,NA,NA,NA,0,0,0,NA,NA,0,0,0,223,0,0,0,0,141,0,0,0,NA,NA,NA,NA,NA,NA,NA
San Joaquin Sheriff's Department,2020,march,2020-03-01,San Joaquin County,06,077,06077,856,117,304,58,1335,898,307,\
1205,75,55,130,2020-03-02,1429,408,228,223,22,1133,258,136,24,17,12,0,0,0,0,65,0,1522,310,58,0,NA,NA,NA,NA,NA,NA,NA
"""
HEALTHY = (
    "GEO_ID,NAME,county,pop,hpi,hpi_pctile,hpi_quartile\n"
    '6077000100,"Census Tract 1, Made Up County, California",Made Up,2000,0.1,0.125,1\n'
    '6077000200,"Census Tract 2, Made Up County, California",Made Up,2000,,,\n'
)
FILES = {
    "homicides-cleared-agency": ("crimes.csv", CRIMES, "Made Up"),
    "violent-crimes-cleared-agency": ("crimes.csv", CRIMES, "Made Up"),
    "rent-burden-county": ("ACSDT5Y2022.B25070-Data.csv", RENT, "06037"),
    "rent-burden-place": ("ACSDT5Y2022.B25070-Data.csv", RENT, "0644000"),
    "people-without-home-2022": ("night.csv", NIGHT, "CA-600"),
    "jail-average-day": ("jail.csv", JAIL, "San Joaquin Sheriff's Department"),
    "jail-without-sentence": ("jail.csv", JAIL, "San Joaquin Sheriff's Department"),
    "healthy-places-tract": ("hpi.csv", HEALTHY, "06077000100"),
    "chronic-absence-county": ("chronicabsenteeism25.txt", ABSENT, "57"),
    "chronic-absence-district": ("chronicabsenteeism25.txt", ABSENT, "5772678"),
}


def read(tmp_path: Path, shape: str, *, name: str = "", text: str = "", place: str = "") -> PublicRows:
    its_name, its_text, its_place = FILES[shape]
    path = tmp_path / (name or its_name)
    path.write_text(text or its_text, encoding="utf-8")
    with given_table(path, path.name) as table:
        return public_rows(file_shapes().shape(shape), table, place or its_place)


def numbers(found: PublicRows) -> list[tuple[str, ...]]:
    assert not found.findings
    keys = ("period", "numerator", "denominator", "code")
    return [tuple(each.texts.get(key, "") for key in keys) for each in found.rows]


@pytest.mark.parametrize(
    ("shape", "rows"),
    [
        ("homicides-cleared-agency", [("2018", "3", "4", ""), ("2019", "", "", "N"), ("2020", "", "", "U")]),
        ("violent-crimes-cleared-agency",
         [("2018", "22", "40", ""), ("2019", "25", "50", ""), ("2020", "30", "60", "")]),
        ("rent-burden-county", [("2022", "550", "900", "")]),
        ("rent-burden-place", [("2022", "55", "90", "")]),
        ("people-without-home-2022", [("2022", "1808", "", "")]),
        ("jail-average-day", [("2020-03", "1335", "", "")]),
        ("jail-without-sentence", [("2020-03", "973", "1335", "")]),
        ("chronic-absence-county", [("2025", "600", "3000", "")]),
        ("chronic-absence-district", [("2025", "", "", "S")]),
    ],
)  # fmt: skip
def test_a_file_with_the_real_header_gives_the_numbers_of_the_place(
    tmp_path: Path, shape: str, rows: list[tuple[str, ...]]
) -> None:
    assert numbers(read(tmp_path, shape)) == rows


def test_a_rank_written_as_a_part_of_one_becomes_one_of_a_hundred_and_a_tract_without_one_has_a_code(
    tmp_path: Path,
) -> None:
    (ranked,) = read(tmp_path, "healthy-places-tract").rows
    (without,) = read(tmp_path, "healthy-places-tract", place="06077000200").rows
    assert (ranked.texts["period"], ranked.texts["value"]) == ("2019", "12.500")
    assert (without.texts.get("value"), without.texts["code"]) == (None, "N")


def test_more_people_without_a_sentence_than_people_in_jail_are_no_share(tmp_path: Path) -> None:
    text = JAIL.replace(",856,117,304,58,1335,", ",1300,117,304,58,1335,")
    (row,) = read(tmp_path, "jail-without-sentence", text=text).rows
    assert row.texts["code"] == "U"
    assert row.texts["note"].startswith("1417 without a sentence, 1335 in all")


def test_overdose_deaths_come_from_under_a_header_of_two_rows_and_few_deaths_are_suppressed(tmp_path: Path) -> None:
    shape = file_shapes().shape("overdose-deaths-county-2024")
    (tmp_path / "analytic_data2024.csv").write_text(
        "5-digit FIPS Code,Name,Release Year,Drug Overdose Deaths raw value,Drug Overdose Deaths numerator,"
        "Drug Overdose Deaths denominator,Drug Overdose Deaths CI low,Drug Overdose Deaths CI high\n"
        "fipscode,county,year,v138_rawvalue,v138_numerator,v138_denominator,v138_cilow,v138_cihigh\n"
        "06077,Made Up County,2024,24.5,,,22.5,26.5\n06003,Small County,2024,,,,,\n",
        encoding="utf-8",
    )
    found = {}
    for place in ("06077", "06003"):
        with given_table(tmp_path / "analytic_data2024.csv", "analytic_data2024.csv") as table:
            (found[place],) = public_rows(shape, table, place).rows
    county, small = (found[place].texts for place in ("06077", "06003"))
    assert [county[key] for key in ("period", "value", "low", "high")] == ["2021", "24.5", "22.5", "26.5"]
    assert (small["code"], small["note"]) == ("S", "Empty at the source: suppressed, fewer than 10 deaths")


def test_a_year_without_a_homicide_and_one_with_old_cases_cleared_have_no_share_and_say_why(tmp_path: Path) -> None:
    _, none, old = (each.texts.get("note", "") for each in read(tmp_path, "homicides-cleared-agency").rows)
    assert none.startswith("The source counts 0")
    assert old.startswith("3 cleared, 2 reported")


@pytest.mark.parametrize("shape", FILES)
def test_a_place_that_the_file_does_not_have_is_told(tmp_path: Path, shape: str) -> None:
    (fault,) = read(tmp_path, shape, place="99999").findings
    assert fault.code == "public-file-place-missing"


@pytest.mark.parametrize("shape", FILES)
def test_another_layout_is_refused_with_the_name_of_every_column(tmp_path: Path, shape: str) -> None:
    found = read(tmp_path, shape, text="a,b\n1,2\n").findings
    named = needed_columns(file_shapes().file_of(file_shapes().shape(shape)), file_shapes().shape(shape))
    assert [(each.code, each.column) for each in found] == [("public-file-column-missing", name) for name in named]
    assert all(each.sentence("en") and each.sentence("es") for each in found)


def test_a_renamed_file_whose_year_stood_in_its_name_is_refused(tmp_path: Path) -> None:
    (fault,) = read(tmp_path, "rent-burden-county", name="rent.csv").findings
    assert fault.code == "public-file-name-without-year"
    assert "ACSDT5Y2022" in fault.sentence("es")


def test_a_sum_with_a_missing_part_is_no_number(tmp_path: Path) -> None:
    text = RENT.replace('"110","9"', '"NA","9"')
    assert numbers(read(tmp_path, "rent-burden-county", text=text)) == [("2022", "", "", "N")]


def test_the_catalogue_names_shapes_of_its_own_sources_only() -> None:
    shapes = file_shapes()
    named = {name: source.id for source in catalogue().sources_of_data for name in source.shapes}
    assert set(named) == set(FILES)
    assert {name: shapes.file_of(shapes.shape(name)).source_id for name in named} == named


def test_an_entry_either_has_a_file_or_says_why_not_in_both_languages() -> None:
    content = catalogue()
    without = {each.id: content.why_no_file(each) for each in content.indicators}
    assert {key for key, why in without.items() if why is None} == {"WB-04", "WB-07", "WB-10", "CY-02", "SY-04"}
    assert all(why.en != why.es for why in without.values() if why is not None)
    assert without["CY-09"] == without["WB-05"] == without["CY-01"] == content.no_shape_reasons["other"]


def test_a_source_without_shape_and_without_reason_and_a_shape_of_another_source_are_noticed() -> None:
    content = catalogue()
    silent = replace(content.sources_of_data[0], no_shape=None)
    broken = replace(content, sources_of_data=(silent, *content.sources_of_data[1:]))
    assert problems(broken) == ("a source says neither which shapes read it nor why none does",)
    foreign = replace(content.indicators[0], shapes=("rent-burden-county",))
    assert problems(replace(content, indicators=(foreign, *content.indicators[1:]))) == (
        "an entry names a shape that its source does not",
    )


def test_a_file_seen_in_a_copy_says_which() -> None:
    shapes = file_shapes()
    assert all(re.search("commits? [0-9a-f]{40}", shapes.file_of(shapes.shape(name)).seen) for name in FILES)
