"""``manage.py add_person E-MAIL --community SLUG --role ROLE``: an account, a password, a role."""

from __future__ import annotations

from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sharedsafety.core.roles import all_roles
from sharedsafety_web.core.selectors import community_named
from sharedsafety_web.core.services import membership_set, staff_set


class Command(BaseCommand):
    """Adds a person, or sets a new password for one."""

    help = "Add a person with a role in a community, or set a new password for one."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the arguments."""
        parser.add_argument("email")
        parser.add_argument("--community", required=True)
        parser.add_argument("--role", required=True, choices=[role.id for role in all_roles().roles])

    def handle(self, *, email: str, community: str, role: str, **options: Any) -> None:
        """Ask for the password, then store the person and the role."""
        found = community_named(slug=community)
        if found is None:
            raise CommandError(f"No community {community} is loaded. Load it with load_community.")
        password = getpass("Password (15 characters or more): ")
        try:
            validate_password(password)
        except ValidationError as faults:
            raise CommandError(" ".join(faults.messages)) from faults
        membership_set(user=staff_set(email=email, password=password), community=found, role=role)
