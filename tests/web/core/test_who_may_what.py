"""Every address x role x method: what is not declared here is a fault."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.small_folder import INDICATORS

from sharedsafety.core.roles import all_roles
from sharedsafety.report.release_changes import BARE

METHODS = ("get", "post", "put", "patch", "delete", "head", "options")

CANDIDATES = "id,statement,asked_on,heard_from,survivor_named,source\nsleep,Sleep,2025-01-01,survivors,yes,minutes\n"

#: Addresses of communities and jobs: route -> (method, permission that opens it).
GUARDED = {
    "workspace/communities/<slug:slug>/": ("get", "view"),
    "workspace/communities/<slug:slug>/checks/": ("get", "view"),
    "workspace/communities/<slug:slug>/people/": ("get", "people"),
    "workspace/communities/<slug:slug>/record/": ("get", "record"),
    "workspace/communities/<slug:slug>/money/": ("get", "view"),
    "workspace/communities/<slug:slug>/money/coding/": ("get", "view"),
    "workspace/communities/<slug:slug>/money/coding/save/": ("post", "code"),
    "workspace/communities/<slug:slug>/money/coding/carry/": ("post", "code"),
    "workspace/communities/<slug:slug>/money/coding/checks/": ("post", "code"),
    "workspace/communities/<slug:slug>/money/coding/sheet/": ("get", "code"),
    "workspace/communities/<slug:slug>/money/coding/sheet/file/": ("get", "code"),
    "workspace/communities/<slug:slug>/money/coding/sheet/look/": ("post", "code"),
    "workspace/communities/<slug:slug>/money/coding/sheet/confirm/": ("post", "code"),
    "workspace/communities/<slug:slug>/money/programs/<path:program>/": ("get", "view"),
    "workspace/communities/<slug:slug>/money/audit/": ("get", "view"),
    "workspace/communities/<slug:slug>/money/audit/draw/": ("post", "code"),
    "workspace/communities/<slug:slug>/money/audit/<int:pk>/": ("get", "view"),
    "workspace/communities/<slug:slug>/money/audit/<int:pk>/lines.csv": ("get", "view"),
    "workspace/communities/<slug:slug>/money/audit/<int:pk>/results/": ("post", "code"),
    "workspace/communities/<slug:slug>/money/audit/<int:pk>/answer/": ("post", "code"),
    "workspace/communities/<slug:slug>/money/audit/<int:pk>/code/<path:program>/": ("get", "code"),
    "workspace/communities/<slug:slug>/money/departments/": ("get", "view"),
    "workspace/communities/<slug:slug>/money/departments/asked/": ("post", "budget"),
    "workspace/communities/<slug:slug>/money/departments/<slug:department>/": ("get", "view"),
    "workspace/communities/<slug:slug>/money/replies/": ("get", "view"),
    "workspace/communities/<slug:slug>/money/replies/enter/": ("post", "budget"),
    "workspace/communities/<slug:slug>/money/replies/decide/": ("post", "budget"),
    "workspace/communities/<slug:slug>/money/mandates/": ("get", "view"),
    "workspace/communities/<slug:slug>/money/mandates/enter/": ("post", "budget"),
    "workspace/communities/<slug:slug>/money/disputes/": ("get", "view"),
    "workspace/communities/<slug:slug>/money/disputes/settle/": ("post", "adjudicate"),
    "workspace/communities/<slug:slug>/money/disputes/<path:program>/": ("get", "view"),
    "workspace/communities/<slug:slug>/money/what-if/": ("get", "view"),
    "workspace/communities/<slug:slug>/money/what-if/start/": ("post", "what_if"),
    "workspace/communities/<slug:slug>/money/what-if/compare/": ("get", "view"),
    "workspace/communities/<slug:slug>/money/what-if/plan/": ("get", "view"),
    "workspace/communities/<slug:slug>/money/what-if/plan/take/": ("post", "what_if"),
    "workspace/communities/<slug:slug>/money/what-if/<int:pk>/": ("get", "view"),
    "workspace/communities/<slug:slug>/money/what-if/<int:pk>/print/": ("get", "view"),
    "workspace/communities/<slug:slug>/money/what-if/<int:pk>/moves.csv": ("get", "view"),
    "workspace/communities/<slug:slug>/money/what-if/<int:pk>/scenario.json": ("get", "view"),
    "workspace/communities/<slug:slug>/money/what-if/<int:pk>/add/": ("post", "what_if"),
    "workspace/communities/<slug:slug>/money/what-if/<int:pk>/remove/": ("post", "what_if"),
    "workspace/communities/<slug:slug>/money/what-if/<int:pk>/rename/": ("post", "what_if"),
    "workspace/communities/<slug:slug>/money/what-if/<int:pk>/copy/": ("post", "what_if"),
    "workspace/communities/<slug:slug>/money/what-if/<int:pk>/delete/": ("post", "what_if"),
    "workspace/communities/<slug:slug>/money/what-if/<int:pk>/upload/": ("post", "what_if"),
    "workspace/communities/<slug:slug>/money/what-if/<int:pk>/recompute/": ("post", "what_if"),
    "workspace/communities/<slug:slug>/money/files/": ("get", "view"),
    "workspace/communities/<slug:slug>/money/files/new/": ("get", "budget"),
    "workspace/communities/<slug:slug>/money/files/new/upload/": ("post", "budget"),
    "workspace/communities/<slug:slug>/money/files/new/answer/": ("post", "budget"),
    "workspace/communities/<slug:slug>/money/files/new/facts/": ("get", "budget"),
    "workspace/communities/<slug:slug>/money/files/new/describe/": ("post", "budget"),
    "workspace/communities/<slug:slug>/money/files/new/look/": ("get", "budget"),
    "workspace/communities/<slug:slug>/money/files/new/confirm/": ("post", "budget"),
    "workspace/communities/<slug:slug>/money/files/new/cancel/": ("post", "budget"),
    "workspace/communities/<slug:slug>/money/files/new/undo/<int:pk>/": ("post", "budget"),
    "workspace/communities/<slug:slug>/money/files/<str:doc_id>/": ("get", "view"),
    "workspace/communities/<slug:slug>/money/files/<str:doc_id>/lines/": ("get", "view"),
    "workspace/communities/<slug:slug>/indicators/": ("get", "view"),
    "workspace/communities/<slug:slug>/indicators/catalogue": ("get", "view"),
    "workspace/communities/<slug:slug>/indicators/adopt": ("post", "enter"),
    "workspace/communities/<slug:slug>/indicators/asked": ("get", "view"),
    "workspace/communities/<slug:slug>/indicators/asked/save": ("post", "enter"),
    "workspace/communities/<slug:slug>/indicators/asked/<slug:candidate>": ("get", "view"),
    "workspace/communities/<slug:slug>/indicators/<slug:indicator>/": ("get", "view"),
    "workspace/communities/<slug:slug>/indicators/<slug:indicator>/look/": ("post", "enter"),
    "workspace/communities/<slug:slug>/indicators/<slug:indicator>/confirm/": ("post", "enter"),
    "workspace/communities/<slug:slug>/indicators/<slug:indicator>/undo/<int:pk>/": ("post", "enter"),
    "workspace/communities/<slug:slug>/check/": ("post", "check"),
    "workspace/communities/<slug:slug>/publish/": ("post", "publish"),
    "workspace/communities/<slug:slug>/dissent/": ("post", "publish"),
    "workspace/communities/<slug:slug>/let-go/": ("post", "withdraw"),
    "workspace/communities/<slug:slug>/compare/<int:earlier>/<int:later>/": ("get", "view"),
    "workspace/communities/<slug:slug>/releases/<int:pk>/": ("get", "view"),
    "workspace/communities/<slug:slug>/releases/<int:pk>/preview/<path:path>": ("get", "view"),
    "workspace/communities/<slug:slug>/releases/<int:pk>/approve/": ("post", "review"),
    "workspace/communities/<slug:slug>/releases/<int:pk>/send-back/": ("post", "review"),
    "workspace/communities/<slug:slug>/releases/<int:pk>/sign/": ("post", "sign"),
    "workspace/communities/<slug:slug>/releases/<int:pk>/undo/": ("post", "sign"),
    "workspace/communities/<slug:slug>/releases/<int:pk>/withdraw/": ("post", "withdraw"),
    "workspace/communities/<slug:slug>/framework/": ("get", "view"),
    "workspace/communities/<slug:slug>/framework/pack/": ("get", "view"),
    "workspace/communities/<slug:slug>/framework/agreed/": ("get", "view"),
    "workspace/communities/<slug:slug>/framework/agreed/<str:key>/": ("post", "framework"),
    "workspace/communities/<slug:slug>/framework/pack/look/": ("post", "framework"),
    "workspace/communities/<slug:slug>/framework/pack/confirm/": ("post", "framework"),
    "workspace/communities/<slug:slug>/framework/pack/undo/<int:pk>/": ("post", "framework"),
    "workspace/communities/<slug:slug>/framework/priorities/": ("get", "view"),
    "workspace/communities/<slug:slug>/framework/practices/<str:practice>/": ("get", "view"),
    "workspace/communities/<slug:slug>/framework/guidance/<str:step>/": ("get", "view"),
    "workspace/communities/<slug:slug>/framework/<str:kind>/<str:part>/": ("get", "view"),
    "workspace/communities/<slug:slug>/framework/ratings/": ("post", "framework"),
    "workspace/communities/<slug:slug>/framework/commitments/": ("post", "framework"),
    "workspace/communities/<slug:slug>/framework/readiness/": ("post", "framework"),
    "workspace/communities/<slug:slug>/plan/": ("get", "view"),
    "workspace/communities/<slug:slug>/plan/set/": ("post", "framework"),
    "workspace/communities/<slug:slug>/plan/done/": ("post", "framework"),
    "workspace/communities/<slug:slug>/plan/calendar/": ("get", "view"),
    "workspace/jobs/<uuid:public_id>/": ("get", "view"),
    "workspace/jobs/<uuid:public_id>/cancel/": ("post", "publish"),
}
#: Addresses for everyone who is signed in; what they show depends on the person.
SIGNED_IN = {"workspace/", "workspace/installation/"}
#: Addresses that strangers may open, all without content of any community.
OPEN = {"workspace/language/", "accounts/login/", "accounts/logout/", "accounts/inactive/"}
#: Addresses of allauth, about one's own account only.
OWN_ACCOUNT = {
    "accounts/reauthenticate/",
    "accounts/password/change/",
    "accounts/2fa/",
    "accounts/2fa/authenticate/",
    "accounts/2fa/reauthenticate/",
    "accounts/2fa/totp/activate/",
    "accounts/2fa/totp/deactivate/",
    "accounts/2fa/recovery-codes/",
    "accounts/2fa/recovery-codes/generate/",
    "accounts/2fa/recovery-codes/download/",
    "accounts/2fa/webauthn/",
    "accounts/2fa/webauthn/add/",
    "accounts/2fa/webauthn/login/",
    "accounts/2fa/webauthn/reauthenticate/",
    "accounts/2fa/webauthn/keys/<int:pk>/edit/",
    "accounts/2fa/webauthn/keys/<int:pk>/remove/",
}


def routes(patterns: Any = None, start: str = "") -> Iterator[str]:
    for pattern in patterns or get_resolver().url_patterns:
        route = start + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route


@pytest.fixture
def job(community: Any, settings: Any) -> Any:
    """A waiting job, a draft under review with one page, and two releases to compare."""
    from django.utils import timezone

    from sharedsafety_web.investments.models import Scenario
    from sharedsafety_web.publishing.models import Release
    from sharedsafety_web.publishing.services.jobs import job_ask

    put(Path(community.folder) / "indicators/indicators.yaml", INDICATORS)
    put(Path(community.folder) / "indicators/candidates.csv", CANDIDATES)
    job = job_ask(community=community, kind="publish", user=None)
    known = {"created_at": timezone.now(), "content_hash": "", "folder_hash": "", "cannot_tell": 0}
    Scenario.objects.create(
        pk=1, community=community, name="Heal", created_at=timezone.now(), changed_at=timezone.now()
    )
    Release.objects.create(pk=1, community=community, number=3, job=job, address="/small-example/r3/", **known)
    put(settings.VAR_DIR / "drafts/small-example/r3/en/index.html", "Small Example")
    for number in (1, 2):
        content = json.dumps({**BARE, "profile": {"fiscal_year_start": 7}})
        put(settings.SITES_DIR / f"small-example/r{number}/data/assessment.json", content)
    return job


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def address(route: str, job: Any) -> str:
    own = {"slug": job.community.slug, "public_id": job.public_id, "pk": 1}
    values = {**own, "path": "en/index.html", "earlier": 1, "later": 2, "indicator": "calm", "candidate": "sleep"}
    values |= {"practice": "1.2", "kind": "stage", "part": "plan", "step": "take_stock", "key": "vision"}
    values |= {"program": "sheriff.patrol", "department": "sheriff", "doc_id": "a24"}
    return "/" + re.sub(r"<\w+:(\w+)>", lambda found: str(values[found[1]]), route)


def status(client: Client, method: str, path: str) -> int:
    return int(getattr(client, method)(path).status_code)


def test_every_address_is_declared() -> None:
    assert set(routes()) == set(GUARDED) | SIGNED_IN | OPEN | OWN_ACCOUNT


@pytest.mark.parametrize("role", [role.id for role in all_roles().roles])
@pytest.mark.parametrize("route", sorted(GUARDED))
def test_a_role_may_what_it_is_given_and_nothing_else(
    signed_in: Callable[..., Client], job: Any, route: str, role: str
) -> None:
    client = signed_in(role)
    allowed_method, permission = GUARDED[route]
    for method in METHODS:
        found = status(client, method, address(route, job))
        fits = method == allowed_method
        may = all_roles().may(role, permission)
        if fits and may:
            assert found in {200, 302}, (method, found)
        elif fits:
            assert found == 404, (method, found)
        else:
            assert found in {404, 405}, (method, found)


@pytest.mark.parametrize("route", sorted(GUARDED))
def test_a_director_of_another_community_can_not_learn_that_this_one_exists(
    signed_in: Callable[..., Client], other_community: Any, job: Any, route: str
) -> None:
    client = signed_in("director", place=other_community)
    method, _ = GUARDED[route]
    path = address(route, job)
    nowhere = path.replace("small-example", "no-such-place").replace(
        str(job.public_id), "0" * 8 + "-0000" * 3 + "-" + "0" * 12
    )
    there, not_there = getattr(client, method)(path), getattr(client, method)(nowhere)
    assert there.status_code == not_there.status_code == 404
    assert "Small Example" not in there.content.decode()


@pytest.mark.parametrize("route", sorted({*GUARDED, *SIGNED_IN}))
def test_a_stranger_is_sent_to_sign_in_and_sees_nothing(signed_in: Callable[..., Client], job: Any, route: str) -> None:
    client = signed_in(None)
    for method in METHODS:
        answer = getattr(client, method)(address(route, job))
        assert answer.status_code in {302, 405}, (method, answer.status_code)
        assert "Small Example" not in answer.content.decode()
        if answer.status_code == 302:
            assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("route", sorted(OWN_ACCOUNT | OPEN))
def test_account_pages_show_a_stranger_no_community(signed_in: Callable[..., Client], job: Any, route: str) -> None:
    client = signed_in(None)
    for method in METHODS:
        answer = getattr(client, method)(address(route, job))
        assert answer.status_code < 500, (method, route)
        assert "Small Example" not in answer.content.decode()
    if route in OWN_ACCOUNT - {"accounts/2fa/webauthn/login/"}:
        assert status(client, "get", address(route, job)) in {302, 404}


def test_the_home_shows_only_ones_own_communities(
    signed_in: Callable[..., Client], other_community: Any, community: Any
) -> None:
    page = signed_in("member").get("/workspace/").content.decode()
    assert "Small Example" in page
    assert "Neighbour" not in page


def test_a_survivor_s_account_opens_no_community(signed_in: Callable[..., Client], community: Any) -> None:
    page = signed_in("survivor").get("/workspace/").content.decode()
    assert "Small Example" not in page


def test_a_person_who_left_may_nothing(person: Callable[..., Any], community: Any) -> None:
    user = person("director")
    user.is_active = False
    user.save()
    assert not user.has_perm("workspace.view", community)


def test_a_form_of_another_site_is_refused(person: Callable[..., Any], community: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("director"), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post("/workspace/communities/small-example/publish/").status_code == 403
