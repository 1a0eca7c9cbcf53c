"""A draft that gives few people away, alone or beside an earlier release, is signed by nobody."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sharedsafety.cli.main import status_of
from sharedsafety.core.errors import BadInput
from sharedsafety_web.publishing.models import Release
from sharedsafety_web.publishing.selectors import draft_tables, release_open
from sharedsafety_web.publishing.services.jobs import job_ask, job_run
from sharedsafety_web.publishing.services.reviewing import release_send_back
from sharedsafety_web.publishing.services.signing import release_sign
from sharedsafety_web.publishing.services.withdrawing import release_withdraw

pytestmark = pytest.mark.django_db(transaction=True)

INDICATOR = """\
indicators:
- id: hurt
  name: People hurt
  plain_question: How many people were hurt?
  principle: PHF
  unit: count
  numerator: people hurt
  denominator: ''
  better: down
  source: {id: made-up, title: Made up, publisher: Nobody, url: '', licence: CC0, retrieved: '2026-01-01'}
"""
HEADER = "indicator_id,period,value,group_type,group\n"
#: 58 people: 30 in A, 8 in C, 20 in D. Two of them are read together first; later each by itself.
COARSE = {"": 58, "A or C": 38, "D": 20}
FINE = {"": 58, "A": 30, "C": 8, "D": 20}


def tell(folder: Path, groups: dict[str, int]) -> None:
    (folder / "indicators").mkdir(exist_ok=True)
    (folder / "indicators/indicators.yaml").write_text(INDICATOR, encoding="utf-8")
    rows = (f"hurt,2025,{people},{'place' if group else ''},{group}\n" for group, people in groups.items())
    (folder / "indicators/observations.csv").write_text(HEADER + "".join(rows), encoding="utf-8")


@pytest.fixture
def draft(community: Any, folder: Path) -> Callable[[dict[str, int]], Release]:
    def made(groups: dict[str, int]) -> Release:
        tell(folder, groups)
        job_run(job_id=job_ask(community=community, kind="publish", user=None, plan={}).pk)
        release = release_open(community=community)
        assert release is not None
        return release

    return made


def test_groups_that_protect_each_other_are_signed(draft: Callable[..., Release], person: Callable[..., Any]) -> None:
    release = draft(FINE)
    assert [len(table["counts"]) > 2 for table in release.people] == [True]
    assert release_sign(release=release, user=person("director")).state == Release.State.PUBLIC


@pytest.mark.parametrize("withdrawn", [False, True])
def test_what_an_earlier_release_told_gives_a_later_one_away(
    draft: Callable[..., Release], person: Callable[..., Any], withdrawn: bool
) -> None:
    director = person("director")
    first = release_sign(release=draft(COARSE), user=director)
    if withdrawn:
        release_withdraw(release=first, user=director, reason="It was wrong.")
    second = draft(FINE)
    codes = [row["code"] for row in second.findings]
    assert codes == ["people-cell-given-away-with-earlier", "people-groups-changed"]
    with pytest.raises(BadInput) as refused:
        release_sign(release=second, user=director)
    assert refused.value.code == "release-gives-away"
    assert not re.search(r"\b(8|20|30)\b", str(second.findings))


def test_with_the_table_held_back_the_next_draft_can_be_signed(
    draft: Callable[..., Release], person: Callable[..., Any]
) -> None:
    director, steward = person("director"), person("steward")
    first = draft(COARSE)
    first.reviews.create(seat="privacy", person=steward, decision="approved", decided_at=first.created_at)
    release_sign(release=first, user=director)
    release_send_back(release=draft(FINE), person=steward, seat="privacy", table="groups/hurt", reason="Too few.")
    again = draft(FINE)
    assert (again.findings, again.people) == ([], [])


RATINGS = "round,practice,rater_kind,rating,raters,source\n2024-05-01,1.2,agency,{rating},{raters},Round\n"


def rate(folder: Path, *, rating: int, raters: int) -> None:
    (folder / "ratings.csv").write_text(RATINGS.format(rating=rating, raters=raters), encoding="utf-8")


def test_a_round_of_ratings_that_was_published_is_not_published_otherwise(
    draft: Callable[..., Release], folder: Path, person: Callable[..., Any]
) -> None:
    director = person("director")
    rate(folder, rating=2, raters=12)
    release_sign(release=draft(FINE), user=director)
    rate(folder, rating=4, raters=12)
    second = draft(FINE)
    assert [row["code"] for row in second.findings] == ["rating-round-rewritten"]
    with pytest.raises(BadInput) as refused:
        release_sign(release=second, user=director)
    assert refused.value.code == "release-gives-away"


def test_a_practice_whose_ratings_a_reviewer_sends_back_is_shown_without_them(
    draft: Callable[..., Release], folder: Path, person: Callable[..., Any]
) -> None:
    rate(folder, rating=2, raters=12)
    first = draft(FINE)
    assert "ratings/1.2" in {table for table, _ in draft_tables(release=first)}
    release_send_back(
        release=first, person=person("steward"), seat="privacy", table="ratings/1.2", reason="The table was too small."
    )
    again = draft(FINE)
    assert not [table for table in again.people if table["name"].startswith("ratings/")]


def test_the_page_says_that_nobody_can_sign_and_offers_no_signature(
    draft: Callable[..., Release], signed_in: Callable[..., Client], person: Callable[..., Any]
) -> None:
    first = draft(COARSE)
    browser = signed_in("director")
    browser.post(f"/workspace/communities/small-example/releases/{first.pk}/sign/", {})
    second = draft(FINE)
    page = browser.get(f"/workspace/communities/small-example/releases/{second.pk}/").content.decode()
    assert "Nobody can sign it" in page
    assert "Sign this release" not in page


def test_the_command_line_publishes_nothing_that_an_earlier_release_gives_away(folder: Path, tmp_path: Path) -> None:
    site, call = tmp_path / "site", ["publish", str(folder), "--out", str(tmp_path / "site")]
    tell(folder, COARSE)
    assert status_of(call) == 0
    before = sorted(path.as_posix() for path in site.rglob("*"))
    tell(folder, FINE)
    assert status_of(call) == 1
    assert sorted(path.as_posix() for path in site.rglob("*")) == before
