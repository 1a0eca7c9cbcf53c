"""Impossible sequences and bad input: no traceback, no 5xx, nothing half-made, nothing of other communities."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from tests.web.conftest import PASSWORD

from sharedsafety_web.publishing.job_worker import drain
from sharedsafety_web.publishing.models import Job, Release
from sharedsafety_web.publishing.services import drafts, jobs
from sharedsafety_web.publishing.services.jobs import job_ask, job_run

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/workspace/communities/small-example/"
NONSENSE = ["", "\0", "\U0001f600", "a" * 20_000, "../../etc/passwd", "<script>alert(1)</script>", "%s%n", "{{7*7}}"]


def fault(community: Any) -> str:
    job = job_ask(community=community, kind="publish", user=None)
    assert job_run(job_id=job.pk) == Job.State.FAILED
    job.refresh_from_db()
    assert not Release.objects.exists()
    return str((job.fault or {}).get("code"))


def test_publish_pressed_twice_makes_one_release(signed_in: Callable[..., Client], community: Any) -> None:
    client = signed_in("director")
    first, second = client.post(f"{PAGE}publish/"), client.post(f"{PAGE}publish/")
    assert first["Location"] == second["Location"]
    drain()
    assert Release.objects.count() == 1


def test_a_finished_job_is_not_cancelled(signed_in: Callable[..., Client], community: Any) -> None:
    client = signed_in("director")
    asked = client.post(f"{PAGE}publish/")["Location"]
    drain()
    client.post(f"{asked}cancel/")
    assert Job.objects.get().state == Job.State.DONE
    assert Release.objects.count() == 1


def test_cancelling_twice_is_harmless(signed_in: Callable[..., Client], community: Any) -> None:
    client = signed_in("director")
    asked = client.post(f"{PAGE}publish/")["Location"]
    for _ in range(2):
        assert client.post(f"{asked}cancel/").status_code == 302
    assert Job.objects.get().state == Job.State.CANCELLED


def test_a_folder_that_is_gone_is_said(signed_in: Callable[..., Client], community: Any, folder: Path) -> None:
    shutil.rmtree(folder)
    assert fault(community) != "None"
    client = signed_in("director")
    page = client.get(f"/workspace/jobs/{Job.objects.get().public_id}/").content.decode()
    assert "Something went wrong on our side" not in page
    assert str(folder) not in page


def test_a_folder_changed_while_the_work_goes_on_is_not_published(
    community: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assessed = drafts.assessed

    def late(*args: Any, **named: Any) -> Any:
        (folder / "priorities.csv").write_text((folder / "priorities.csv").read_text() + "\n", encoding="utf-8")
        return assessed(*args, **named)

    monkeypatch.setattr(drafts, "assessed", late)
    assert fault(community) == "folder-changed"


def test_a_disk_that_refuses_is_said_in_the_readers_language(
    signed_in: Callable[..., Client], community: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device", "/secret/place")

    monkeypatch.setattr(drafts, "site_built", full)
    assert fault(community) == "system-refused"
    client = signed_in("director")
    client.post("/workspace/language/", {"language": "es", "next": "/workspace/"})
    page = client.get(f"/workspace/jobs/{Job.objects.get().public_id}/").content.decode()
    assert "la computadora se negó" in page
    assert "/secret/place" not in page


def test_what_the_job_does_is_shown_step_by_step(
    signed_in: Callable[..., Client], community: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    step = jobs._step

    def watched(job: Job, name: str) -> None:
        step(job, name)
        job.refresh_from_db()
        seen.append(job.step)

    monkeypatch.setattr(jobs, "_step", watched)
    client = signed_in("director")
    asked = client.post(f"{PAGE}publish/")["Location"]
    drain()
    assert seen == ["checking", "ledger", "money", "change", "programs", "gate", "building", "signing"]
    assert "Reading the budgets line by line" in client.get(asked).content.decode()


@pytest.mark.parametrize("value", NONSENSE)
@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/accounts/login/", "login"),
        ("/accounts/login/", "password"),
        ("/accounts/login/", "next"),
        ("/accounts/reauthenticate/", "password"),
        ("/accounts/2fa/totp/activate/", "code"),
        ("/accounts/password/change/", "password1"),
        ("/workspace/language/", "language"),
        ("/workspace/language/", "next"),
        (f"{PAGE}publish/", "anything"),
    ],
)
def test_nonsense_in_a_form_is_no_fault_of_ours(
    person: Callable[..., Any], community: Any, path: str, field: str, value: str
) -> None:
    person("director")
    client = Client()
    known = {"login": "director-small-example@example.org", "password": PASSWORD}
    if not path.startswith("/accounts/login"):
        client.post("/accounts/login/", known)
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    answer = client.post(path, {**known, field: value})
    assert answer.status_code < 500
    page = answer.content.decode()
    assert "<script>alert(1)" not in page
    assert "Traceback" not in page
    sent_to = urlsplit(answer.get("Location", ""))
    assert (sent_to.scheme, sent_to.netloc) == ("", "")


@pytest.mark.parametrize(
    "next_page", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_no_form_sends_people_to_another_site(person: Callable[..., Any], next_page: str) -> None:
    person("director")
    client = Client()
    known = {"login": "director-small-example@example.org", "password": PASSWORD}
    for answer in (
        client.post("/accounts/login/", {**known, "next": next_page}),
        client.post("/workspace/language/", {"language": "es", "next": next_page}),
    ):
        assert "evil" not in answer["Location"]
        assert "javascript" not in answer["Location"]


def test_an_unreadable_form_is_refused_politely(signed_in: Callable[..., Client], community: Any) -> None:
    client = signed_in("director")
    many = "&".join(f"a{number}=1" for number in range(5000))
    for content_type, body in (
        ("application/x-www-form-urlencoded", many.encode()),
        ("multipart/form-data", b"no boundary"),
        ("application/x-www-form-urlencoded; charset=utf-99", b"a=1"),
        ("application/json", b"{"),
    ):
        answer = client.generic("POST", "/accounts/login/", body, content_type=content_type)
        assert answer.status_code < 500
        assert "Traceback" not in answer.content.decode()
