"""``manage.py load_community FOLDER``: a community's folder becomes known to the workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sharedsafety.core.errors import SharedSafetyError
from sharedsafety_web.core.folders import folder_profile
from sharedsafety_web.core.services import community_set


class Command(BaseCommand):
    """Loads a community; its folder stays where it is."""

    help = "Make a community's folder known to the workspace."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the arguments."""
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder: Path, **options: Any) -> None:
        """Read who the folder is about and store it."""
        try:
            profile = folder_profile(folder)
            community_set(slug=profile.id, name=profile.name, folder=folder.resolve(), provenance=profile.provenance)
        except SharedSafetyError as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"{profile.name} is loaded as {profile.id}.")
