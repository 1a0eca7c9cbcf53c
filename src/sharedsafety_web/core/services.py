"""What the workspace writes: people, communities, memberships, checks, the record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from sharedsafety.core.errors import BadInput
from sharedsafety.core.findings import Finding
from sharedsafety.core.hash_chain import GENESIS, entry_hash
from sharedsafety_web.core.models import AuditEntry, Check, Community, Membership, User


@transaction.atomic
def record_add(*, action: str, actor: User | None, community: Community | None = None, **detail: Any) -> AuditEntry:
    """Return a new last entry of the record; people are named by their number, never by their address."""
    last = AuditEntry.objects.select_for_update().order_by("-number").first()
    content = {
        "action": action,
        "at": timezone.now().isoformat(timespec="seconds"),
        "actor": actor.pk if actor else None,
        "community": community.slug if community else None,
        "detail": detail,
    }
    previous = last.hash if last else GENESIS
    return AuditEntry.objects.create(
        number=last.number + 1 if last else 1,
        content=content,
        previous=previous,
        hash=entry_hash(previous, content),
    )


@transaction.atomic
def staff_set(*, email: str, password: str) -> User:
    """Return the person with this address and this password, made when not there yet."""
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        user = User.objects.create_user(email, password)
        record_add(action="person-added", actor=None, person=user.pk)
    else:
        user.set_password(password)
        user.save(update_fields=["password"])
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    return user


@transaction.atomic
def community_set(*, slug: str, name: str, folder: Path, provenance: str) -> Community:
    """Return the community of this folder, loaded now; a folder that is gone from its old place may be loaded anew.

    Raises:
        BadInput: ``community-elsewhere``: another folder is loaded under this id.
    """
    loaded = Community.objects.filter(slug=slug).exclude(folder=str(folder)).first()
    if loaded and (Path(loaded.folder) / "community.yaml").is_file():
        raise BadInput("community-elsewhere", file="community.yaml", column="id", value=slug, place=loaded.folder)
    known = {"name": name, "folder": str(folder), "provenance": provenance, "loaded_at": timezone.now()}
    community, made = Community.objects.update_or_create(slug=slug, defaults=known)
    if made:
        record_add(action="community-loaded", actor=None, community=community)
    return community


@transaction.atomic
def membership_set(*, user: User, community: Community, role: str) -> Membership:
    """Return the membership; a role that is held already stays as it is."""
    membership, made = Membership.objects.get_or_create(user=user, community=community, role=role)
    if made:
        record_add(action="role-given", actor=None, community=community, person=user.pk, role=role)
    return membership


@transaction.atomic
def check_store(*, community: Community, findings: Sequence[Finding], folder_hash: str, actor: User | None) -> Check:
    """Return the stored result of checking a folder."""
    check = Check.objects.create(
        community=community,
        checked_at=timezone.now(),
        folder_hash=folder_hash,
        findings=[finding.stored() for finding in findings],
        errors=sum(finding.severity == "error" for finding in findings),
        warnings=sum(finding.severity == "warning" for finding in findings),
    )
    record_add(action="folder-checked", actor=actor, community=community, errors=check.errors)
    return check
