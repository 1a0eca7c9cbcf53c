"""The cast of the web tests, two communities, and a small made-up folder to publish."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.small_folder import write_folder

PASSWORD = "correct horse battery staple"


@pytest.fixture(scope="session", autouse=True)
def spanish() -> None:
    from sharedsafety_web.core.catalogs import compile_catalogs

    compile_catalogs()


@pytest.fixture(autouse=True)
def own_places(settings: Any, tmp_path: Path) -> None:
    """Every test has its own folders and its own count of failed sign-ins."""
    settings.VAR_DIR = tmp_path / "var"
    settings.SITES_DIR = tmp_path / "var" / "sites"
    cache.clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "small-example", slug="small-example", name="Small Example")


@pytest.fixture
def community(db: None, folder: Path) -> Any:
    from sharedsafety_web.core.services import community_set

    return community_set(slug="small-example", name="Small Example", folder=folder, provenance="example")


@pytest.fixture
def other_community(db: None, tmp_path: Path) -> Any:
    from sharedsafety_web.core.services import community_set

    place = write_folder(tmp_path / "neighbour", slug="neighbour", name="Neighbour")
    return community_set(slug="neighbour", name="Neighbour", folder=place, provenance="example")


@pytest.fixture
def person(community: Any, other_community: Any) -> Callable[..., Any]:
    """Return a function that makes a person with a role in one of the two communities."""
    from sharedsafety_web.core.services import membership_set, staff_set

    def made(role: str, *, place: Any = community) -> Any:
        user = staff_set(email=f"{role}-{place.slug}@example.org", password=PASSWORD)
        membership_set(user=user, community=place, role=role)
        return user

    return made


@pytest.fixture
def signed_in(person: Callable[..., Any]) -> Callable[..., Client]:
    """Return a function that returns a browser signed in as a role (None: a stranger)."""

    def browser(role: str | None, **where: Any) -> Client:
        client = Client()
        if role:
            client.force_login(person(role, **where), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return browser
