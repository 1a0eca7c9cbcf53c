"""If one coder were left out: a block on "How we know", in both languages."""

from __future__ import annotations

from dataclasses import replace

from tests.web.publishing.test_another_number import pages

from sharedsafety.folder.assessment import Assessment


def test_each_coder_has_a_block_and_the_one_that_moves_nothing_says_so(example_county: Assessment) -> None:
    page = pages(example_county)["en/know.html"]
    assert page.index("Without coder one") < page.index("Without coder two")
    assert "Nothing moves: somebody else coded each of these programs too." in page
    assert "Sin primera persona" in pages(example_county, "es")["es/know.html"]


def test_with_fewer_than_two_coders_the_page_says_it_cant_be_told(example_county: Assessment) -> None:
    page = pages(replace(example_county, sensitivity=()))["en/know.html"]
    assert "names fewer than two coders" in page
