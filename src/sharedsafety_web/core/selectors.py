"""What the workspace reads: communities of a person, checks, people, the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from sharedsafety.core.findings import Finding
from sharedsafety.core.hash_chain import ChainEntry, broken_entries
from sharedsafety.core.roles import all_roles
from sharedsafety.report.names import names
from sharedsafety_web.core.models import AuditEntry, Check, Community, Membership, User

#: Who asks: a request may come from nobody.
Person = User | AnonymousUser


def community_list(*, user: Person) -> list[Community]:
    """Return the communities a person may see, by name."""
    if user.pk is None:
        return []
    found = Community.objects.filter(memberships__user_id=user.pk).distinct().order_by("name")
    return [community for community in found if user.has_perm("workspace.view", community)]


def community_all() -> QuerySet[Community]:
    """Return every community; for the public landing page, which shows names only."""
    return Community.objects.order_by("name")


def community_seen(*, user: Person, slug: str, permission: str) -> Community | None:
    """Return the community when this person has the permission there, else None (and no reason why)."""
    community = Community.objects.filter(slug=slug).first()
    return community if community and user.has_perm(f"workspace.{permission}", community) else None


def community_named(*, slug: str) -> Community | None:
    """Return the community of that slug; for jobs and the command line, which act for the installation."""
    return Community.objects.filter(slug=slug).first()


def staff_named(*, email: str) -> User | None:
    """Return the person with that e-mail address, or None."""
    return User.objects.filter(email=email.lower()).first()


def check_latest(*, community: Community) -> Check | None:
    """Return the newest check of a folder, or None before the first."""
    return community.checks.first()


def check_rows(*, check: Check | None, language: str) -> list[dict[str, Any]]:
    """Return the findings of a check as rows for people: errors first."""
    order = {"error": 0, "warning": 1, "note": 2}
    found = [Finding(**row).as_row(language) for row in (check.findings if check else ())]
    return sorted(found, key=lambda row: order[row["severity"]])


def permission_names(*, user: Person, community: Community) -> set[str]:
    """Return the permissions a person has in a community."""
    held = [permission.id for permission in all_roles().permissions]
    return {name for name in held if user.has_perm(f"workspace.{name}", community)}


def membership_list(*, community: Community) -> QuerySet[Membership]:
    """Return who has which role, by e-mail."""
    return community.memberships.select_related("user").order_by("user__email", "role")


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role with a yes or no for each permission, for the table of who can do what."""

    name: str
    may: tuple[bool, ...]


def role_table(*, language: str) -> tuple[tuple[str, ...], tuple[RoleRow, ...]]:
    """Return the names of the permissions, and one row for each role."""
    data = all_roles()
    heads = tuple(permission.name[language] for permission in data.permissions)
    rows = tuple(
        RoleRow(role.name[language], tuple(permission.id in role.may for permission in data.permissions))
        for role in data.roles
    )
    return heads, rows


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One action in words, with the person's number and the release it was about."""

    number: int
    at: datetime
    person: int | None
    action: str
    release: int | None
    about: str
    why: str
    hash: str


def record_of(*, community: Community, language: str) -> list[RecordRow]:
    """Return the latest 200 actions in one community, newest first."""
    words = names("action", language)  # an entry that was tampered with may hold anything
    found = AuditEntry.objects.filter(content__community=community.slug).order_by("-number")[:200]
    return [
        RecordRow(
            number=entry.number,
            at=datetime.fromisoformat(entry.content["at"]),
            person=entry.content["actor"],
            action=words.get(entry.content["action"], entry.content["action"]),
            release=entry.content["detail"].get("release"),
            about=str(entry.content["detail"].get("indicator", "")),
            why=str(entry.content["detail"].get("why", "")),
            hash=entry.hash,
        )
        for entry in found
    ]


def record_broken() -> tuple[int, ...]:
    """Return the numbers of entries of the whole record that do not fit their chain; empty when all is well."""
    rows = AuditEntry.objects.order_by("number").iterator()
    return broken_entries(
        ChainEntry(number=row.number, content=row.content, previous=row.previous, hash=row.hash) for row in rows
    )
