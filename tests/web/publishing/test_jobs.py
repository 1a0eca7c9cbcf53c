"""From "Publish" to a public release, and what stops it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sharedsafety.core.manifest import MANIFEST, bytes_hash, file_hashes
from sharedsafety.report.dates import period
from sharedsafety_web.core.selectors import check_latest
from sharedsafety_web.publishing import job_worker
from sharedsafety_web.publishing.job_worker import drain
from sharedsafety_web.publishing.models import Job, Release
from sharedsafety_web.publishing.selectors import release_page
from sharedsafety_web.publishing.services.jobs import job_ask, job_cancel, job_run, jobs_take_up
from sharedsafety_web.publishing.tasks import left_jobs_enqueue

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/workspace/communities/small-example/"


def publish(community: Any, user: Any = None) -> Job:
    """Draft a release and sign it at once, as the demonstration does."""
    job = job_ask(community=community, kind="publish", user=user, plan={"sign": True})
    job_run(job_id=job.pk)
    return job


def test_a_draft_is_made_and_the_public_sees_nothing_of_it(signed_in: Callable[..., Client], settings: Any) -> None:
    client = signed_in("director")
    asked = client.post(f"{PAGE}publish/")
    waiting = client.get(asked["Location"])
    assert waiting["Refresh"] == "2"
    assert "Cancel" in waiting.content.decode()
    drain()
    done = client.get(asked["Location"])
    assert "Open release 1" in done.content.decode()
    assert "Refresh" not in done
    assert not (settings.SITES_DIR / "small-example").exists()
    assert "Small Example" in (settings.VAR_DIR / "drafts/small-example/r1/en/index.html").read_text()


def test_a_signed_release_is_seen_by_the_public(community: Any, settings: Any) -> None:
    publish(community)
    sites: Path = settings.SITES_DIR
    assert "Small Example" in (sites / "small-example/r1/en/index.html").read_text()
    assert (sites / "small-example/r1/en/programs/sheriff-patrol.html").is_file()
    assert "url=r1/" in (sites / "small-example/index.html").read_text()
    assert 'href="/small-example/r1/en/"' in (sites / "index.html").read_text()
    assert 'href="/small-example/r1/es/"' in (sites / "es/index.html").read_text()


def test_the_landing_page_says_what_each_place_shows_and_dates_it_as_the_sites_do(
    community: Any, settings: Any
) -> None:
    publish(community)
    day = timezone.localtime(Release.objects.get().created_at).date()
    english, spanish = ((settings.SITES_DIR / page).read_text() for page in ("index.html", "es/index.html"))
    assert "Budgets of the fiscal years that end in 2024. Signs of change: 0." in english
    assert "Presupuestos de los años fiscales que terminan en 2024. Señales de cambio: 0." in spanish
    assert f"Release 1, {period(day.isoformat())}" in english
    assert f"Edición 1, {period(day.isoformat(), 'es')}" in spanish


def test_a_second_release_leaves_the_first_as_it_was(community: Any, settings: Any) -> None:
    publish(community)
    first = settings.SITES_DIR / "small-example/r1"
    before = file_hashes(first)
    publish(community)
    assert file_hashes(first) == before
    assert bytes_hash((first / MANIFEST).read_bytes()) == Release.objects.get(number=1).content_hash
    assert "url=r2/" in (settings.SITES_DIR / "small-example/index.html").read_text()
    assert list(Release.objects.values_list("number", flat=True)) == [2, 1]


def test_publishing_is_refused_while_the_check_finds_faults(
    signed_in: Callable[..., Client], community: Any, folder: Path, settings: Any
) -> None:
    (folder / "budget/coding.csv").write_text("program_key,category\nx,NO-SUCH\n", encoding="utf-8")
    job = job_ask(community=community, kind="publish", user=None)
    assert job_run(job_id=job.pk) == Job.State.REFUSED
    assert not Release.objects.exists()
    assert not (settings.SITES_DIR / "small-example").exists()
    client = signed_in("director")
    page = client.get(PAGE).content.decode()
    assert f'action="{PAGE}publish/"' not in page
    faults = client.get(f"{PAGE}checks/").content.decode()
    assert "budget/coding.csv" in faults
    assert "to mend" in faults
    assert "Mend" in client.get("/workspace/").content.decode()


def test_the_workspace_knows_the_dollars_nobody_coded(community: Any) -> None:
    publish(community)
    assert Release.objects.get().uncoded_usd == 500  # the clinic's line, which has no coding


def test_a_check_alone_publishes_nothing(community: Any) -> None:
    job = job_ask(community=community, kind="check", user=None)
    assert job_run(job_id=job.pk) == Job.State.DONE
    assert check_latest(community=community) is not None
    assert not Release.objects.exists()


def test_asking_twice_makes_one_job(community: Any) -> None:
    first = job_ask(community=community, kind="publish", user=None)
    assert job_ask(community=community, kind="publish", user=None) == first


def test_a_waiting_job_can_be_cancelled_and_never_runs(signed_in: Callable[..., Client], community: Any) -> None:
    client = signed_in("director")
    asked = client.post(f"{PAGE}publish/")["Location"]
    client.post(f"{asked}cancel/")
    drain()
    assert "Cancelled" in client.get(asked).content.decode()
    assert not Release.objects.exists()


def test_a_running_job_is_not_cancelled(community: Any) -> None:
    job = job_ask(community=community, kind="publish", user=None)
    Job.objects.update(state=Job.State.RUNNING)
    assert not job_cancel(job=job, user=None)
    job.refresh_from_db()
    assert job.state == Job.State.RUNNING


def test_running_a_job_twice_makes_one_release(community: Any) -> None:
    job = job_ask(community=community, kind="publish", user=None)
    job_run(job_id=job.pk)
    job_run(job_id=job.pk)
    assert Release.objects.count() == 1


@pytest.mark.parametrize("left_behind", ["before the draft was stored", "after the signature"])
def test_a_job_that_was_cut_off_is_taken_up_again(community: Any, settings: Any, left_behind: str) -> None:
    if left_behind == "after the signature":
        job = publish(community)
        (settings.SITES_DIR / "index.html").unlink()
    else:
        job = job_ask(community=community, kind="publish", user=None, plan={"sign": True})
        half = settings.VAR_DIR / "drafts/small-example/r1"
        half.mkdir(parents=True)
        (half / "half.html").write_text("half", encoding="utf-8")
        (half / MANIFEST).write_text("{}", encoding="utf-8")
    Job.objects.update(state=Job.State.RUNNING)
    assert jobs_take_up() == [job.pk]
    assert job_run(job_id=job.pk) == Job.State.DONE
    assert Release.objects.count() == 1
    assert not (settings.SITES_DIR / "small-example/r1/half.html").exists()
    assert (settings.SITES_DIR / "index.html").exists()


def test_what_goes_wrong_inside_is_said_without_a_traceback(
    signed_in: Callable[..., Client], community: Any, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    from sharedsafety_web.publishing.services import drafts

    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(drafts, "assessed", broken)
    client = signed_in("director")
    asked = client.post(f"{PAGE}publish/")["Location"]
    drain()
    page = client.get(asked).content.decode()
    assert "Something went wrong on our side" in page
    assert "secret detail" not in page
    assert "See why the last job of Small Example failed" in client.get("/workspace/").content.decode()
    assert not Release.objects.exists()


def test_the_record_carries_the_hash_of_the_release(signed_in: Callable[..., Client], community: Any) -> None:
    client = signed_in("director")
    publish(community)
    page = client.get(f"{PAGE}record/").content.decode()
    assert "Signed release 1" in page
    assert "The chain holds" in page


def test_the_home_says_what_to_do_next(signed_in: Callable[..., Client], community: Any) -> None:
    client = signed_in("director")
    assert "Publish the first release of Small Example" in client.get("/workspace/").content.decode()
    client.post(f"{PAGE}publish/")
    assert "Watch the work on Small Example" in client.get("/workspace/").content.decode()
    drain()
    drafted = client.get("/workspace/").content.decode()
    assert "Review and sign release 1 of Small Example" in drafted
    client.post(f"{PAGE}releases/{Release.objects.get().pk}/sign/")
    after = client.get("/workspace/").content.decode()
    assert "Code the programs of Small Example" in after
    assert "Add a passkey" in after
    assert after.count('class="step-number"') <= 5


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_left_to_settle_opens_the_very_page_in_the_persons_language(
    signed_in: Callable[..., Client], community: Any, language: str
) -> None:
    publish(community)
    Release.objects.update(uncoded_usd=1_000_000.0)
    home = signed_in("director").get("/workspace/", headers={"accept-language": language}).content.decode()
    assert f'href="/small-example/r1/{language}/cant-tell.html"' in home
    assert 'href="/workspace/communities/small-example/money/coding/"' in home


def test_a_page_that_a_release_does_not_have_leads_to_its_choice_of_languages(community: Any, settings: Any) -> None:
    publish(community)
    found = {"sites": settings.SITES_DIR, "release": Release.objects.get()}
    assert release_page(**found, language="fr", page="cant-tell.html") == "/small-example/r1/"
    assert release_page(**found, language="es") == "/small-example/r1/es/"


def test_what_a_killed_process_had_half_written_is_removed_when_the_worker_starts(settings: Any) -> None:
    draft = settings.VAR_DIR / "drafts" / "small-example"
    for left in (
        draft / ".r1-abc",
        draft / ".r1-abc-earlier",
        settings.VAR_DIR / "ledgers" / ".ledger-abc",
        draft / "r1",
    ):
        left.mkdir(parents=True)
        (left / "half").write_text("", encoding="utf-8")
    left_jobs_enqueue()
    assert [path.name for path in draft.iterdir()] == ["r1"]
    assert list((settings.VAR_DIR / "ledgers").iterdir()) == []


def test_a_worker_that_meets_any_fault_tries_again(monkeypatch: pytest.MonkeyPatch) -> None:
    class Done(BaseException):
        pass

    turns = [RuntimeError("odd"), OSError(28, "No space left on device"), Done()]

    def turn() -> None:
        raise turns.pop(0)

    monkeypatch.setattr("sharedsafety_web.publishing.tasks.left_jobs_enqueue", turn)
    monkeypatch.setattr(job_worker, "PAUSE_SECONDS", 0)
    with pytest.raises(Done):
        job_worker._work()
    assert turns == []
