"""How allauth and axes are used here: no self-made accounts, no network addresses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffAccounts(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Accounts are made by a steward; nobody signs up alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False."""
        return False


def no_address(request: HttpRequest) -> str:
    """Return the same address for everyone, so that none can be kept."""
    return "0.0.0.0"


def account_tried(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str | None:
    """Return the account somebody tries to open, in lower case; failed tries are counted by it."""
    named = (credentials or {}).get("email") or request.POST.get("login")
    return str(named).strip().lower() if named else None
