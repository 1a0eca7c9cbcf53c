"""Is it changing?: the matrix of all signs, and on each sign's page how its verdict came about."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import translation
from tests.web.publishing.example_assessment import RELEASE

from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.community import Vintage
from sharedsafety.folder.json_out import plain
from sharedsafety.folder.open_data.files import open_data_files
from sharedsafety.folder.open_data.stamp import ReleaseStamp
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.pages import changing
from sharedsafety_web.publishing.site.rendering import ready, rendered
from sharedsafety_web.publishing.site.shown import shown_only

Pages = dict[str, str]


def pages(assessment: Assessment, language: str = "en") -> Iterator[tuple[str, str]]:
    ready()
    edition = Edition(shown_only(assessment), RELEASE, language, ("en", "es"))
    with translation.override(language):
        for page in changing.pages(edition):
            yield page.address, rendered(page, edition).decode("utf-8")


@pytest.fixture(scope="module", params=["en", "es"])
def signs(request: pytest.FixtureRequest, example_county: Assessment) -> Pages:
    return dict(pages(example_county, request.param))


def test_the_matrix_has_a_cell_for_each_thing_and_no_total(signs: Pages) -> None:
    head = signs["changing.html"].split("<thead>")[1].split("</thead>")[0]
    assert head.count('scope="col"') == 7
    assert "data/scorecard.csv" in signs["changing.html"]
    assert "<tfoot" not in signs["changing.html"]


def test_a_measure_of_a_program_stands_apart_beside_the_money_of_that_program(example_county: Assessment) -> None:
    program = next(one for one in example_county.programs if one.amounts)
    first = example_county.results[0].indicator_id
    measured = tuple(
        replace(one, type="performance", program_key=program.program_key) if one.id == first else one
        for one in example_county.indicators
    )
    html = dict(pages(replace(example_county, indicators=measured)))["changing.html"]
    conditions, measures = html.split('id="measures"')
    assert f"indicators/{first}.html" not in conditions
    row = measures.split(f"indicators/{first}.html")[1].split("</tr>")[0]
    assert program.name in row
    assert "$" in row


@pytest.mark.parametrize(("language", "heading"), [("en", "By district"), ("es", "Por distrito")])
def test_a_sign_by_district_has_a_map_whose_outlines_are_joined_areas(
    example_county: Assessment, language: str, heading: str
) -> None:
    parts = tuple(replace(area, part_of=f"District {at % 2 + 1}") for at, area in enumerate(example_county.areas))
    result = next(one for one in example_county.results if one.indicator_id == "assault-visits")
    assert result.disparity is not None
    shown = [row for row in result.disparity.rows if row.group_type == "area" and row.figure][:2]
    rows = [replace(row, group_type="district", group=f"District {at}") for at, row in enumerate(shown, start=1)]
    by_district = replace(result, disparity=replace(result.disparity, rows=tuple(rows), gaps=()))
    results = tuple(by_district if one is result else one for one in example_county.results)
    changed = replace(example_county, areas=parts, results=results)
    html = dict(pages(changed, language))["indicators/assault-visits.html"]
    section = html.split('id="map"')[1].split("</section>")[0]
    assert heading in section
    assert section.count("<svg") == 2
    assert section.split("<tbody>")[1].count("<tr>") == 2
    assert "District 1" in section
    assert ".geojson" not in section


def test_every_sign_shows_its_data_its_rule_and_what_would_change_it(signs: Pages, example_county: Assessment) -> None:
    for result in example_county.results:
        working = signs[f"indicators/{result.indicator_id}.html"].split('id="working"')[1].split("</section>")[0]
        assert result.working is not None
        assert f" {result.working.row} " in working
        assert f" {result.working.rows} " in working
        assert working.count("<dt>") >= 3


def test_what_can_t_be_told_says_what_is_missing_and_who_was_asked(signs: Pages) -> None:
    working = signs["indicators/back-in-custody.html"].split('id="working"')[1].split("</section>")[0]
    assert "Probation" in working or "Libertad condicional" in working


def test_every_sign_links_the_files_about_it_alone_that_the_release_holds(
    site: Path, html_pages: dict[str, str]
) -> None:
    signs = [page for page in html_pages if page.startswith("en/indicators/")]
    linked = [page for page in signs if "open-sdg/indicator_" in html_pages[page]]
    assert linked
    for page in linked:
        addresses = re.findall(r'href="([^"]+)"', html_pages[page].split("Download:")[1].split("</p>")[0])
        assert len(addresses) == 4
        assert all((site / "en" / "indicators" / address).resolve().is_file() for address in addresses)


def test_a_sign_by_area_has_a_map_and_a_table_of_every_area(signs: Pages, example_county: Assessment) -> None:
    section = signs["indicators/assault-visits.html"].split('id="map"')[1].split("</section>")[0]
    assert section.count("<svg") == 2
    body = section.split("<tbody>")[1]
    assert body.count("<tr>") == len(example_county.areas) == 10
    assert body.count('colspan="3"') == 2, "the smallest area, and the one it could be worked out from"
    assert 'id="map"' not in signs["indicators/homicides.html"]


def test_the_areas_are_in_the_open_data_with_the_figures_that_are_shown_and_no_other(
    example_county: Assessment,
) -> None:
    files = dict(open_data_files(shown_only(example_county), ReleaseStamp(number=1, date="2026-11-23")))
    content = json.loads(files["geo/assault-visits.geojson"])
    rows = {one["properties"]["area_id"]: one["properties"] for one in content["features"]}
    assert len(rows) == 10
    hidden = [row for row in rows.values() if row["display"] == "not_shown"]
    assert {(row["code"], row["value"], row["low"], row["high"]) for row in hidden} == {("S", None, None, None)}
    assert all(row["value"] > 0 for row in rows.values() if row not in hidden)
    assert {row["provenance"] for row in rows.values()} == {"example"}


def test_nothing_that_is_published_holds_the_count_of_harm_of_an_area(example_county: Assessment) -> None:
    assert {tuple(sorted(plain(area))) for area in example_county.areas} == {
        ("area_id", "name", "part_of", "population")
    }


def test_a_sign_that_is_held_back_shows_no_working(example_county: Assessment) -> None:
    ready()
    held = shown_only(example_county, held={"sign/assault-visits"})
    assert 'id="working"' not in dict(pages(held))["indicators/assault-visits.html"]


def test_a_rate_adjusted_for_age_stands_beside_the_plain_one_with_its_standard_and_steps(signs: Pages) -> None:
    page = signs["indicators/overdose-deaths.html"]
    section = page.split('id="by-age"')[1].split("</section>")[0]
    assert "data/age_adjusted.csv" in section
    assert "2000" in section
    years, steps = section.split("<details>")
    assert len(re.findall(r'<th scope="row">', years)) == 10
    assert re.findall(r'<th scope="row">(.*?)</th>', steps) == ["0-34", "35-54", "55+"]
    assert 'id="by-age"' not in signs["indicators/assault-visits.html"]


def test_a_year_with_a_private_count_of_an_age_has_only_the_plain_rate_as_over_time(
    signs: Pages,
) -> None:
    over_time, by_age = signs["indicators/overdose-deaths.html"].split('id="by-age"')
    number = re.compile(r'<td class="number">(.*?)</td>')
    first, third = (number.findall(by_age.split("<tbody>")[1].split("</tr>")[row]) for row in (0, 2))
    assert (len(first), len(third)) == (2, 4)
    assert first[0] == number.findall(over_time.split("<tbody>")[1].split("</tr>")[0])[0].split()[0]


def test_a_sign_that_is_held_back_has_no_rate_by_age(example_county: Assessment) -> None:
    held = shown_only(example_county, held={"sign/overdose-deaths"})
    assert 'id="by-age"' not in dict(pages(held))["indicators/overdose-deaths.html"]


def test_a_sign_names_the_public_file_its_numbers_are_from(example_county: Assessment) -> None:
    first = example_county.results[0].indicator_id
    vintage = Vintage(
        indicator_id=first, shape="injury-deaths", place="06001", file="deaths_2024.csv", sha256="ab12" * 16,
        retrieved_on="2026-11-23", first_period="2014", last_period="2024", rows=11,
    )  # fmt: skip
    shown = dict(pages(replace(example_county, vintages=(vintage,))))
    page = shown[f"indicators/{first}.html"]
    assert "deaths_2024.csv" in page
    assert "taken on 23 November 2026" in page
    assert "2014 to 2024" in page
    assert "ab12" * 16 in page
    assert not any("deaths_2024" in text for name, text in shown.items() if name != f"indicators/{first}.html")


def test_a_made_up_sign_says_so_in_place_of_a_file(signs: Pages, example_county: Assessment) -> None:
    page = signs[f"indicators/{example_county.results[0].indicator_id}.html"]
    assert "Made up for this example." in page or "Inventado para este ejemplo." in page


def test_a_sign_without_owner_partners_or_story_says_so(example_county: Assessment) -> None:
    first = example_county.results[0].indicator_id
    bare = tuple(replace(one, owner="", partners="", story="") for one in example_county.indicators)
    about = dict(pages(replace(example_county, indicators=bare)))[f"indicators/{first}.html"]
    about = about.split("<dt>Owner</dt>")[1].split("<dt>Next update</dt>")[0]
    assert about.count("none named") == 2
    assert about.count("none recorded") == 1
