"""The pages that say why others get another number, and how the money flows."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from sharedsafety.folder.assessment import Assessment
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.editions import edition_files
from sharedsafety_web.publishing.site.flow_shapes import flow_shapes
from sharedsafety_web.publishing.site.page import ReleaseLabel

LABEL = ReleaseLabel(number=1, date="2026-11-26")


def pages(assessment: Assessment, language: str = "en") -> dict[str, str]:
    files = edition_files(Edition(assessment, LABEL, language, ("en", "es")))
    return {path: content.decode() for path, content in files if path.endswith((".html",))}


def test_each_pair_of_readings_has_a_section_and_its_programs_are_linked(example_county: Assessment) -> None:
    page = pages(example_county)["en/another-number.html"]
    assert re.findall(r'<h2 id="(\w+)">', page)[: len(example_county.differences)] == [
        each.pair for each in example_county.differences
    ]
    assert 'href="programs/' in page
    assert "+0.0" not in page


def test_the_money_page_leads_there_and_only_where_there_is_something_to_compare(example_county: Assessment) -> None:
    assert 'href="another-number.html"' in pages(example_county)["en/money.html"]
    bare = pages(replace(example_county, differences=()))
    assert "en/another-number.html" not in bare
    assert not any("another-number.html" in page for page in bare.values())


def test_the_flow_has_a_band_for_each_link_and_every_amount_in_its_tables(example_county: Assessment) -> None:
    page = pages(example_county)["en/flow.html"]
    picture = page.split('aria-labelledby="flow-title"')[1].split("</svg>")[0]
    assert picture.count("<path d=") == len(example_county.flow)
    assert page.count('<th scope="row">') == len(example_county.flow)
    bare = pages(replace(example_county, flow=()))
    assert "en/flow.html" not in bare
    assert 'href="flow.html"' not in bare["en/money.html"]


def test_nodes_of_a_column_stand_below_each_other_and_inside_the_picture(example_county: Assessment) -> None:
    nodes = flow_shapes(example_county.flow).nodes
    for column in range(3):
        own = [node for node in nodes if node.column == column]
        for above, below in pairwise(own):
            assert float(above.y) + float(above.height) < float(below.y)
        assert float(own[-1].text_y) <= 572
