"""Who may do what where: one predicate for each permission of data/core/roles.yaml."""

from __future__ import annotations

from typing import Any

import rules as untyped_rules

from sharedsafety.core.roles import all_roles

#: The package says nothing about its types.
rules: Any = untyped_rules


def _predicate(permission: str) -> Any:
    @rules.predicate(f"may_{permission}")  # type: ignore[untyped-decorator] # see above
    def may(user: Any, community: Any) -> bool:
        """Return whether one of the person's roles in this community has the permission."""
        if not user.is_authenticated or not user.is_active or community is None:
            return False
        held = user.memberships.filter(community=community).values_list("role", flat=True)
        return any(all_roles().may(role, permission) for role in held)

    return may


def add_permissions() -> None:
    """Register ``workspace.<permission>`` for every permission."""
    for permission in all_roles().permissions:
        name = f"workspace.{permission.id}"
        if not rules.perm_exists(name):
            rules.add_perm(name, _predicate(permission.id))
