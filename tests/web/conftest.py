"""The cast of the web tests, two communities, and a small made-up folder to publish."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

PASSWORD = "correct horse battery staple"
LEDGER = "Department,Program,Fund,Amount\nSheriff,Patrol,100,1000\nHealth,Clinic,100,500\n"
PROFILE = """\
id: {slug}
name: {name}
kind: county
provenance: example
fiscal_year_start: 7
languages: [en, es]
place_codes: {{fips: "00000"}}
about: Made up for a test.
headline_year: 2024
headline_phase: adopted
"""
MAPPING = """\
files:
  - file: ledger/lines.csv
    columns: {department: Department, program: Program, fund: Fund}
    amounts: [{column: Amount, fiscal_year: 2024, phase: adopted, document: a24}]
"""
INDICATORS = """\
indicators:
- id: calm
  name: Feels calm at home
  plain_question: Do people feel calm at home?
  principle: WBS
  unit: proportion
  numerator: people who feel calm
  denominator: people asked
  better: up
  source: {id: own, title: Made up}
"""
TABLES = {
    "priorities.csv": "id,title,body,principle,statement_kind,direction,target_value,target_unit,target_of,adopted_on,"
    "source,stated_by\nheal,More help to heal,,CSC,S3,more,,,,2023-05-12,minutes,\n",
    "budget/documents.csv": "doc_id,fiscal_year,phase,title,publisher,licence,file,sha256,source,retrieved_on,"
    "control_total_usd\na24,2024,adopted,Adopted budget,Example,made up,ledger/lines.csv,{digest},made up,2026-11-23,"
    "1500.00\n",
    "budget/mapping.yaml": MAPPING,
    "budget/coding.csv": "program_key,category,share,level,low,high,basis,markers,coder,status,note,taxonomy_version\n"
    "sheriff.patrol,JS-POL,1,,,,A,,someone,single,Patrol,0.1.0\n",
    "budget/ledger/lines.csv": LEDGER,
}


def write_folder(root: Path, *, slug: str, name: str) -> Path:
    digest = hashlib.sha256(LEDGER.encode()).hexdigest()
    (root / "budget" / "ledger").mkdir(parents=True)
    (root / "community.yaml").write_text(PROFILE.format(slug=slug, name=name), encoding="utf-8")
    for path, text in TABLES.items():
        (root / path).write_text(text.replace("{digest}", digest), encoding="utf-8")
    return root


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
