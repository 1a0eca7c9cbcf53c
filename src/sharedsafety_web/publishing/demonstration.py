"""What has to be there before the server starts; for the demo also a person, the examples and their jobs."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command

from sharedsafety.core.errors import BadInput
from sharedsafety.folder.content_hash import folder_hash
from sharedsafety_web.core.catalogs import compile_catalogs
from sharedsafety_web.core.folders import folder_profile
from sharedsafety_web.core.selectors import staff_named
from sharedsafety_web.core.services import community_set, membership_set, staff_set
from sharedsafety_web.publishing.landing import landing_write
from sharedsafety_web.publishing.selectors import release_latest
from sharedsafety_web.publishing.tasks import job_enqueue

EMAIL = "demo@example.org"


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstration:
    """How to look at the demonstration; ``password`` only when it is new, ``jobs`` names what is being published."""

    email: str
    password: str | None
    sign_in_file: Path
    jobs: tuple[str, ...]


def installation_ready() -> None:
    """Bring the database, the translations and the landing page up to this version."""
    settings.SITES_DIR.mkdir(parents=True, exist_ok=True)
    compile_catalogs()
    call_command("migrate", verbosity=0, interactive=False)
    landing_write(sites=settings.SITES_DIR)


def demonstration_ready(*, reset: bool) -> Demonstration:
    """Return the demonstration, made where it is not there yet; what is published already stays.

    Raises:
        BadInput: the example folders are not beside the program.
    """
    folders = sorted((path.parent for path in settings.EXAMPLES_DIR.glob("*/community.yaml")), key=_work_in)
    if not folders:
        raise BadInput("examples-missing", file="examples")
    if reset:
        _remove_all()
    installation_ready()
    user, password, file = _staff()
    jobs = tuple(name for name in (_loaded(folder, user) for folder in folders) if name)
    landing_write(sites=settings.SITES_DIR)
    return Demonstration(email=EMAIL, password=password, sign_in_file=file, jobs=jobs)


def _work_in(folder: Path) -> tuple[int, str]:
    """Sort the least work first, so that something can be seen soon: most of it grows with the coded programs."""
    coding = folder / "budget" / "coding.csv"
    return (coding.stat().st_size if coding.is_file() else 0, folder.name)


def _remove_all() -> None:
    for path in settings.VAR_DIR.glob("sharedsafety.sqlite3*"):
        path.unlink()
    for folder in (settings.SITES_DIR, settings.VAR_DIR / "drafts"):
        shutil.rmtree(folder, ignore_errors=True)


def _staff() -> tuple[Any, str | None, Path]:
    """Return the demo's person; a password is made once and kept in a file only its owner can read."""
    file: Path = settings.VAR_DIR / "demo-sign-in.txt"
    user = staff_named(email=EMAIL)
    if user and file.exists():
        return user, None, file
    password = secrets.token_urlsafe(15)
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    file.write_text(f"{EMAIL}\n{password}\n", encoding="utf-8")
    return staff_set(email=EMAIL, password=password), password, file


def _loaded(folder: Path, user: Any) -> str | None:
    """Load one example; return its name when a release was asked for."""
    profile = folder_profile(folder)
    community = community_set(
        slug=profile.id, name=profile.name, folder=folder.resolve(), provenance=profile.provenance
    )
    membership_set(user=user, community=community, role="director")
    if _is_published(community, folder):
        return None
    job_enqueue(community=community, kind="publish", user=user, plan={"sign": True})
    return profile.name


def _is_published(community: Any, folder: Path) -> bool:
    latest = release_latest(community=community)
    if latest is None or latest.folder_hash != folder_hash(folder):
        return False
    return bool((settings.SITES_DIR / community.slug / f"r{latest.number}").is_dir())
