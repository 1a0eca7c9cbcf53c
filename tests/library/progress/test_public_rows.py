"""Public files as they are published: places, periods, missing numbers, and layouts that changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sharedsafety.progress.file_shapes import file_shapes, needed_columns, problems
from sharedsafety.progress.public_rows import PublicTable, public_rows

CRIME = ("year", "state", "county", "rate_crime_violent", "rate_crime_property", "rate_crime_violent_quality",
         "rate_crime_property_quality")  # fmt: skip


def table(header, *lines):
    return PublicTable(shown_as="file.csv", header=header, lines=[(at, line) for at, line in enumerate(lines, start=2)])


def texts(shape, given, place="06077", **how):
    found = public_rows(file_shapes().shape(shape), given, place, **how)
    assert not found.findings, found.findings
    return [dict(each.texts) for each in found.rows]


def faults(shape, given, place="06077"):
    found = public_rows(file_shapes().shape(shape), given, place)
    assert not found.rows
    assert all(each.sentence("en") and each.sentence("es") for each in found.findings)
    return found.findings


def test_only_the_rows_of_the_place_are_taken_oldest_first():
    given = table(CRIME, ("2022", "06", "077", "870.4", "1", "2", "2"), ("2021", "06", "077", "761.9", "1", "3", "2"),
                  ("2021", "06", "079", "5", "1", "1", "1"))  # fmt: skip
    assert texts("violent-crime-county", given) == [
        {"period": "2021", "value": "761.9", "quality": "3"},
        {"period": "2022", "value": "870.4", "quality": "2"},
    ]


def test_codes_without_their_zeros_find_their_county():
    header = ("year", "state", "county", "share_debt_coll", "share_debt_coll_quality")
    assert texts("debt-in-collections", table(header, ("2023", "6", "77", ".2142827", "1")))[0]["value"] == "0.2142827"


def test_a_missing_number_is_a_code_and_never_a_zero():
    given = table(CRIME, ("2021", "06", "077", "NA", "1", "NA", "2"))
    (row,) = texts("violent-crime-county", given)
    assert row == {"period": "2021", "code": "N", "note": "NA at the source: suppressed or not reported"}


def test_notes_are_in_the_language_of_the_community():
    given = table(CRIME, ("2021", "06", "077", "NA", "1", "NA", "2"))
    assert texts("violent-crime-county", given, language="es")[0]["note"].startswith("NA en la fuente")


def test_groups_keep_the_source_s_words_and_everybody_is_left_to_its_own_file():
    header = ("year", "state", "county", "subgroup_type", "subgroup", "rate_low_birth_weight",
              "rate_low_birth_weight_lb", "rate_low_birth_weight_ub", "rate_low_birth_weight_quality")  # fmt: skip
    given = table(header, ("2022", "06", "077", "all", "All", ".08", ".07", ".09", "1"),
                  ("2022", "06", "077", "race-ethnicity", "Hispanic", ".07", ".06", ".08", "1"))  # fmt: skip
    (row,) = texts("low-birth-weight-groups", given)
    assert (row["group_type"], row["group"], row["low"]) == ("race-ethnicity", "Hispanic", "0.06")


def test_a_percent_becomes_a_share_to_the_last_digit():
    file = file_shapes()
    header = needed_columns(file.file_of(file.shape("oeps-poverty")), file.shape("oeps-poverty"))
    (row,) = texts("oeps-poverty", table(header, ("6077", "16.63")))
    assert (row["period"], row["value"]) == ("2018", "0.1663")


def test_days_are_added_up_to_months():
    given = table(("date", "broad_cat", "disp_desc", "n"), ("2015-01-01", "Patrol", "x", "2"),
                  ("2015-01-09", "Disturbance", "x", "3"), ("2015-02-01", "Patrol", "x", "5"))  # fmt: skip
    assert texts("davis-calls", given, place="0618100") == [
        {"period": "2015-01", "numerator": "5"},
        {"period": "2015-02", "numerator": "5"},
    ]
    assert texts("davis-calls-disturbance", given, place="0618100") == [{"period": "2015-01", "numerator": "3"}]


@pytest.mark.parametrize(
    ("months", "quality", "note"), [("12", None, None), ("7", "3", "7 of 12"), ("NA", None, "not")]
)
def test_a_year_that_was_not_reported_whole_says_so(months, quality, note):
    header = ("ORI", "year", "total_pop", "homs_sum", "homs_per_100k", "months_reported")
    (row,) = texts(
        "homicides-city", table(header, ("CA01942", "2014", "4000000", "260", "6.5", months)), place="CA01942"
    )
    assert row.get("quality") == quality
    assert (note or "") in row.get("note", "")


def test_last_year_s_layout_is_refused_with_the_old_and_the_new_name():
    header = (
        "year",
        "state",
        "county",
        "total_people",
        "crime_violent_rate",
        "crime_property_rate",
        "crime_rate_quality",
    )
    found = faults("violent-crime-county", table(header, ("2021", "06", "077", "1", "NA", "NA", "NA")))
    assert [each.code for each in found] == ["public-file-earlier-layout"] * 2
    said = found[0].sentence("en")
    assert "file.csv, row 1, column crime_violent_rate (5)" in said
    assert "'rate_crime_violent' was then 'crime_violent_rate'" in said


def test_a_column_nobody_knows_is_told_beside_the_nearest_one():
    header = ("year", "state", "county", "rate_violent_crime", "quality")
    found = faults("violent-crime-county", table(header, ("2021", "06", "077", "1", "1")))
    assert [each.code for each in found] == ["public-file-column-missing"] * 2
    assert "the nearest one in the file is 'rate_violent_crime'" in found[0].sentence("en")


def test_a_place_that_is_not_there_is_said():
    found = faults("violent-crime-county", table(CRIME, ("2021", "06", "077", "1", "1", "1", "1")), place="06999")
    assert [each.code for each in found] == ["public-file-place-missing"]


def test_a_broken_row_stops_all_and_names_its_row():
    found = faults("violent-crime-county", table(CRIME, ("2021", "06", "077", "1", "1", "1", "1"), ("2022", "06")))
    assert [(each.code, each.row) for each in found] == [("row-length", 3)]


def test_the_shapes_are_sound_and_a_broken_one_is_noticed():
    content = file_shapes()
    assert problems(content) == ()
    first = content.shapes[0]
    assert problems(replace(content, shapes=(first, first))) == ("an id stands twice",)
    assert problems(replace(content, shapes=(replace(first, file="none"),))) == ("a file is unknown",)
    assert problems(replace(content, shapes=(replace(first, columns={"quality": "q"}),))) == ("a shape has no number",)


def test_every_shape_has_its_words_in_both_languages():
    assert all(each.title.en and each.title.es for each in (*file_shapes().files, *file_shapes().shapes))
