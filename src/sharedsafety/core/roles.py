"""Who may do what: the roles of the workspace, as reviewed data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sharedsafety.core.errors import BadData
from sharedsafety.core.reviewed import load_data


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """One thing that can be done; ``name`` by language."""

    id: str
    name: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """One role and the ids of the permissions it has."""

    id: str
    name: Mapping[str, str]
    may: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSeat:
    """Who speaks on a draft: holders of ``roles``; ``apart_from_drafter`` when the drafter can't fill the seat.

    The report has a name for each id (``review_seat``).
    """

    id: str
    roles: tuple[str, ...]
    apart_from_drafter: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """All permissions, roles and seats of a review, in the order in which people read them."""

    permissions: tuple[Permission, ...]
    roles: tuple[Role, ...]
    review_seats: tuple[ReviewSeat, ...]

    def may(self, role: str, permission: str) -> bool:
        """Return whether a role has a permission; an unknown role has none."""
        return any(permission in known.may for known in self.roles if known.id == role)


@cache
def all_roles() -> Roles:
    """Return the roles of this version.

    Raises:
        BadData: a role has a permission that does not exist.

    Source: data/core/roles.yaml.

    >>> all_roles().may("director", "publish"), all_roles().may("reader", "view")
    (True, False)
    """
    found = load_data("core/roles", Roles)
    known = {permission.id for permission in found.permissions}
    strange = sorted({name for role in found.roles for name in role.may} - known)
    strange += sorted({one for seat in found.review_seats for one in seat.roles} - {role.id for role in found.roles})
    if strange:
        raise BadData("data-shape", file="core/roles.yaml", problem=", ".join(strange))
    return found
