"""What is said of a coding stands beside it as it was said; silence is told; what binds a line marks it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import override
from tests.web.publishing.example_assessment import RELEASE

from sharedsafety.folder.assess import assess
from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.check import checked_community
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.pages import programs, replies
from sharedsafety_web.publishing.site.rendering import rendered

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "example-county"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    community = checked_community(EXAMPLE).community
    assert community is not None
    return assess(community, as_of=date(2026, 11, 23), keep_in=tmp_path_factory.mktemp("kept"), seed=5, draws=20)


def pages_of(example: Assessment, language: str) -> dict[str, str]:
    edition = Edition(example, RELEASE, language, ("en", "es"))
    wanted = ("1003-", "1005-", "1006-", "1101-", "2007-")
    with override(language):
        found = [*replies.pages(edition), *(p for p in programs.pages(edition) if any(w in p.address for w in wanted))]
        return {page.address: " ".join(rendered(page, edition).decode().split()) for page in found}


def test_a_disagreement_stands_beside_the_coding_in_both_languages(example: Assessment) -> None:
    english = pages_of(example, "en")
    (deputies,) = (text for address, text in english.items() if "1003-" in address)
    assert "We ask that this be counted as youth development, not as patrol." in deputies
    assert "The coding was kept" in deputies
    (spanish,) = (text for address, text in pages_of(example, "es").items() if "1003-" in address)
    assert "se mantuvo la clasificación" in spanish.lower()


def test_a_department_that_gave_no_answer_is_named_with_the_day(example: Assessment) -> None:
    english = pages_of(example, "en")
    (supervision,) = (text for address, text in english.items() if "1101-" in address)
    assert "The department was asked on 2 March 2026. No answer came by 16 March 2026." in supervision
    assert "no answer" in english["replies.html"]
    (center,) = (text for address, text in english.items() if "2007-" in address)
    assert "The department has not been asked yet." in center
    assert "A resident comments" in center


def test_a_court_order_and_a_law_mark_every_line_they_bind_and_no_other(example: Assessment) -> None:
    english = pages_of(example, "en")
    (medical,) = (text for address, text in english.items() if "1005-" in address)
    lines = medical.count('<tr><th scope="row"')
    marks = medical.count("<small>court order: Example v. Example County")
    bound = next(each for each in example.programs if each.program_key.startswith("sheriff.1005"))
    assert marks == len(bound.lines) > 0
    assert lines >= marks
    (security,) = (text for address, text in english.items() if "1006-" in address)
    paid = next(each for each in example.programs if each.program_key.startswith("sheriff.1006"))
    in_fund = [line for line in paid.lines if line.fund_code == "LRF11-TCS"]
    assert security.count("<small>state law: Trial court security") == len(in_fund) > 0
    (deputies,) = (text for address, text in english.items() if "1003-" in address)
    assert "court order" not in deputies
