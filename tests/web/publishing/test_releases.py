"""Drafted, reviewed, signed, public, corrected, withdrawn: nothing changes quietly and nobody goes quiet."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sharedsafety.core.errors import BadInput
from sharedsafety.core.release_story import held_tables, release_states
from sharedsafety.core.site_record import read_record, site_faults
from sharedsafety_web.publishing.models import PublicEntry, Release
from sharedsafety_web.publishing.review_rules import seats_missing
from sharedsafety_web.publishing.selectors import public_entries, release_open
from sharedsafety_web.publishing.services.jobs import job_ask, job_run
from sharedsafety_web.publishing.services.reviewing import (
    dissent_add,
    release_approve,
    release_send_back,
    table_let_go,
)
from sharedsafety_web.publishing.services.signing import release_sign, release_undo, releases_publish_due
from sharedsafety_web.publishing.services.waiting import long_reviews_tell, working_days
from sharedsafety_web.publishing.services.withdrawing import release_withdraw

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/workspace/communities/small-example/"


@pytest.fixture
def draft(community: Any) -> Callable[..., Release]:
    """Return a function that makes a draft."""

    def made(user: Any = None, **plan: Any) -> Release:
        job_run(job_id=job_ask(community=community, kind="publish", user=user, plan=plan).pk)
        release = release_open(community=community)
        assert release is not None
        return release

    return made


@pytest.fixture
def site(settings: Any) -> Path:
    return Path(settings.SITES_DIR) / "small-example"


def read(path: Path) -> str:
    return " ".join(re.sub("<[^>]+>", " ", path.read_text(encoding="utf-8")).split())


def test_without_a_steward_the_release_says_that_nobody_independent_reviewed_it(
    draft: Callable[..., Release], person: Callable[..., Any], site: Path
) -> None:
    director = person("director")
    release_sign(release=draft(director), user=director)
    assert "Not independently reviewed." in read(site / "r1/en/release.html")
    assert "Sin revisión independiente." in read(site / "r1/es/release.html")
    assert "not independently reviewed" in read(site / "releases/index.html")


def test_a_draft_waits_for_every_seat_that_somebody_holds(
    draft: Callable[..., Release], person: Callable[..., Any], site: Path
) -> None:
    director, steward, counsel = person("director"), person("steward"), person("counsel")
    release = draft(director)
    assert [seat.id for seat in seats_missing(release=release)] == ["privacy", "counsel"]
    with pytest.raises(BadInput) as refused:
        release_sign(release=release, user=director)
    assert refused.value.code == "review-missing"
    release_approve(release=release, seat="privacy", person=steward)
    release_approve(release=release, seat="counsel", person=counsel)
    release_sign(release=release, user=director)
    (state,) = release_states(read_record(site))
    assert (state.independent, state.reviewed_by) == (True, ("counsel", "privacy"))
    assert "privacy steward who did not draft this release" in read(site / "r1/en/release.html")


def test_the_drafter_can_not_be_the_privacy_steward(
    draft: Callable[..., Release], person: Callable[..., Any], community: Any
) -> None:
    from sharedsafety_web.core.services import membership_set

    both = person("director")
    membership_set(user=both, community=community, role="steward")
    release = draft(both)
    with pytest.raises(BadInput) as refused:
        release_approve(release=release, seat="privacy", person=both)
    assert refused.value.code == "seat-not-held"
    assert not release.independent


def test_a_table_sent_back_is_held_with_its_reason_until_it_is_let_go(
    draft: Callable[..., Release], person: Callable[..., Any], community: Any, site: Path, settings: Any
) -> None:
    director, steward = person("director"), person("steward")
    first = draft(director)
    reason = "Nine families could be known from it."
    release_send_back(release=first, seat="privacy", person=steward, reason=reason, table="groups/homicides")
    assert reason in read(site / "releases/index.html")
    second = draft(director)
    assert second.number == first.number
    assert reason in read(Path(settings.VAR_DIR) / "drafts/small-example/r1/en/release.html")
    assert set(held_tables(public_entries(community=community))) == {"groups/homicides"}
    table_let_go(community=community, table="groups/homicides", person=steward)
    assert not held_tables(public_entries(community=community))


def test_nothing_is_sent_back_without_a_reason(draft: Callable[..., Release], person: Callable[..., Any]) -> None:
    steward = person("steward")
    release = draft(person("director"))
    with pytest.raises(BadInput) as refused:
        release_send_back(release=release, seat="privacy", person=steward, reason="  ")
    assert refused.value.code == "reason-missing"


def test_a_signed_release_can_be_taken_back_for_a_day(
    draft: Callable[..., Release], person: Callable[..., Any], site: Path, settings: Any
) -> None:
    settings.UNDO_HOURS = 24
    director = person("director")
    release = release_sign(release=draft(director), user=director)
    assert releases_publish_due(now=timezone.now() + timedelta(hours=23)) == []
    assert not (site / "r1").exists()
    release_undo(release=release, user=director)
    assert releases_publish_due(now=timezone.now() + timedelta(hours=25)) == []
    assert draft(director).number == 1


def test_after_a_day_it_is_public_and_can_no_longer_be_taken_back(
    draft: Callable[..., Release], person: Callable[..., Any], site: Path, settings: Any
) -> None:
    settings.UNDO_HOURS = 24
    director = person("director")
    release = release_sign(release=draft(director), user=director)
    assert releases_publish_due(now=timezone.now() + timedelta(hours=25)) == [release]
    assert (site / "r1/en/index.html").is_file()
    with pytest.raises(BadInput):
        release_undo(release=release, user=director)


def test_an_embargo_holds_a_release_until_its_meeting(
    draft: Callable[..., Release], person: Callable[..., Any], site: Path
) -> None:
    meeting = timezone.now() + timedelta(days=3)
    release_sign(release=draft(), user=person("director"), embargo_until=meeting)
    assert releases_publish_due(now=meeting - timedelta(minutes=1)) == []
    assert len(releases_publish_due(now=meeting)) == 1
    assert (site / "r1/en/index.html").is_file()


def test_a_process_that_stopped_between_moving_and_recording_goes_on(
    draft: Callable[..., Release], person: Callable[..., Any], site: Path, settings: Any
) -> None:
    settings.UNDO_HOURS = 24
    release_sign(release=draft(), user=person("director"))
    site.mkdir(parents=True, exist_ok=True)
    (Path(settings.VAR_DIR) / "drafts/small-example/r1").rename(site / "r1")
    assert len(releases_publish_due(now=timezone.now() + timedelta(hours=25))) == 1
    assert site_faults(site) == ()


def test_a_correction_is_a_new_release_that_says_what_was_wrong(
    draft: Callable[..., Release], person: Callable[..., Any], site: Path
) -> None:
    director = person("director")
    release_sign(release=draft(director), user=director)
    release_sign(release=draft(director, corrects=1, note="Parks were counted twice."), user=director)
    assert "This release corrects release 1. Parks were counted twice." in read(site / "r2/en/release.html")
    assert "Corrects release 1. Parks were counted twice." in read(site / "releases/index.html")
    assert "Corrige la edición 1." in read(site / "releases/es/index.html")
    assert (site / "r1/en/index.html").is_file()


def test_a_withdrawn_release_leaves_a_page_with_day_role_and_reason(
    draft: Callable[..., Release], person: Callable[..., Any], site: Path
) -> None:
    director = person("director")
    release = release_sign(release=draft(director), user=director)
    release_withdraw(release=release, user=person("steward"), reason="A street could be recognised.")
    assert not (site / "r1/en").exists()
    told = read(site / "r1/index.html")
    assert "A street could be recognised." in told
    assert "Privacy and data steward" in told
    assert site_faults(site) == ()
    assert "url=releases/" in (site / "index.html").read_text()
    with pytest.raises(BadInput):
        release_withdraw(release=release, user=director, reason="Again.")
    assert draft(director).number == 2


def test_an_old_address_of_a_withdrawn_release_says_why(
    draft: Callable[..., Release], person: Callable[..., Any], settings: Any
) -> None:
    from sharedsafety_web.core.public_files import PublicFiles

    director = person("director")
    release = release_sign(release=draft(director), user=director)
    release_withdraw(release=release, user=director, reason="A wrong total.")
    answered: list[str] = []
    files = PublicFiles(Path(settings.SITES_DIR), behind=lambda *_: [])
    environ = {"PATH_INFO": "/small-example/r1/en/money.html", "REQUEST_METHOD": "GET"}
    body = b"".join(files(environ, lambda status, _: answered.append(status)))
    assert answered == ["404 Not Found"]
    assert b"A wrong total." in body


def test_promises_are_kept_or_broken_in_public(
    draft: Callable[..., Release], person: Callable[..., Any], site: Path
) -> None:
    director = person("director")
    past, later = (timezone.localdate() + timedelta(days=days) for days in (-1, 30))
    release_sign(release=draft(director, next_promised=past.isoformat()), user=director)
    release_sign(release=draft(director, next_promised=later.isoformat()), user=director)
    assert "not kept" in read(site / "r2/en/release.html")
    assert "still open" in read(site / "releases/index.html")


def test_a_minority_statement_is_printed_unedited(
    draft: Callable[..., Release], person: Callable[..., Any], community: Any, site: Path
) -> None:
    director = person("director")
    text = "We asked for <more> & were told “later”."
    dissent_add(community=community, by="Two members", text=text, person=director)
    release_sign(release=draft(director), user=director)
    page = (site / "r1/en/release.html").read_text()
    assert "We asked for &lt;more&gt; &amp; were told “later”." in page
    assert "Two members" in page


def test_what_is_new_is_told_in_plain_words(
    draft: Callable[..., Release], person: Callable[..., Any], folder: Path, site: Path
) -> None:
    director = person("director")
    release_sign(release=draft(director), user=director)
    assert "This is the first release of Small Example." in read(site / "r1/en/release.html")
    priorities = folder / "priorities.csv"
    priorities.write_text(priorities.read_text().replace("More help to heal", "Faster help to heal"))
    release_sign(release=draft(director), user=director)
    assert "now reads “Faster help to heal”" in read(site / "r2/en/release.html")
    assert "ahora dice «Faster help to heal»" in read(site / "r2/es/release.html")


def test_a_review_that_takes_over_twenty_working_days_is_told_on_the_site_once(
    draft: Callable[..., Release], person: Callable[..., Any], community: Any, site: Path
) -> None:
    director = person("director")
    release_sign(release=draft(director), user=director)
    release = draft(director)
    today = timezone.localdate()
    assert long_reviews_tell(today=today + timedelta(days=20)) == []
    assert long_reviews_tell(today=today + timedelta(days=40)) == [release]
    assert long_reviews_tell(today=today + timedelta(days=41)) == []
    assert "The next release has been under review since" in read(site / "releases/index.html")
    release_sign(release=release, user=director)
    assert "under review since" not in read(site / "releases/index.html")


def test_weekends_are_no_working_days() -> None:
    assert working_days(date(2026, 11, 20), date(2026, 11, 23)) == 1
    assert working_days(date(2026, 11, 20), date(2026, 12, 18)) == 20


def test_the_public_record_can_not_be_changed_by_the_program(
    draft: Callable[..., Release], person: Callable[..., Any]
) -> None:
    release_sign(release=draft(), user=person("director"))
    entry = PublicEntry.objects.first()
    assert entry is not None
    with pytest.raises(TypeError, match="never changed"):
        entry.save()
    with pytest.raises(TypeError, match="never changed"):
        entry.delete()


def test_no_person_is_named_in_public(draft: Callable[..., Release], person: Callable[..., Any], site: Path) -> None:
    director = person("director")
    release_sign(release=draft(director), user=director)
    everything = b"".join(path.read_bytes() for path in site.rglob("*") if path.is_file())
    assert director.email.encode() not in everything


def test_a_reviewer_sees_the_draft_and_says_so_in_the_browser(
    signed_in: Callable[..., Client], draft: Callable[..., Release], person: Callable[..., Any], site: Path
) -> None:
    person("steward")  # there before the draft: the seat has to be filled
    release = draft(person("director"))
    steward, director = signed_in("steward"), signed_in("director")
    desk = f"{PAGE}releases/{release.pk}/"
    assert "Approve this draft" in steward.get(desk).content.decode()
    assert "Sign this release" not in director.get(desk).content.decode()
    assert "Small Example" in steward.get(f"{desk}preview/en/index.html").content.decode()
    assert steward.get(f"{desk}preview/../../r1/en/index.html").status_code == 404
    steward.post(f"{desk}approve/", {"seat": "privacy"})
    assert "Sign this release" in director.get(desk).content.decode()
    director.post(f"{desk}sign/")
    assert (site / "r1/en/index.html").is_file()


def test_a_step_that_can_not_be_taken_is_said_in_words(
    signed_in: Callable[..., Client], draft: Callable[..., Release], person: Callable[..., Any]
) -> None:
    release = draft(person("director"))
    client = signed_in("director")
    desk = f"{PAGE}releases/{release.pk}/"
    answer = client.post(f"{desk}undo/", follow=True).content.decode()
    assert "no longer in the state for this step" in answer
    answer = client.post(f"{desk}withdraw/", {"reason": "x"}, follow=True).content.decode()
    assert "no longer in the state for this step" in answer
    answer = client.post(f"{desk}sign/", {"embargo_until": "tomorrow"}, follow=True).content.decode()
    assert "Sign this release" in answer
    assert not Release.objects.exclude(state="review").exists()


def test_a_second_draft_waits_for_the_first(community: Any, draft: Callable[..., Release]) -> None:
    draft()
    job = job_ask(community=community, kind="publish", user=None)
    assert job_run(job_id=job.pk) == "failed"
    job.refresh_from_db()
    assert job.fault["code"] == "draft-waiting"


def test_two_releases_are_compared(
    signed_in: Callable[..., Client], draft: Callable[..., Release], person: Callable[..., Any], folder: Path
) -> None:
    director = person("director")
    release_sign(release=draft(director), user=director)
    priorities = folder / "priorities.csv"
    priorities.write_text(priorities.read_text().replace("More help to heal", "Faster help to heal"))
    release_sign(release=draft(director), user=director)
    client = signed_in("director")
    assert "Faster help to heal" in client.get(f"{PAGE}compare/1/2/").content.decode()
    assert client.get(f"{PAGE}compare/1/9/").status_code == 404
