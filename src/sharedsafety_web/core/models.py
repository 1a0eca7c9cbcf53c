"""People, communities, who may do what where, checks of folders, and the record of actions."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models

from sharedsafety.core.roles import all_roles


class Users(BaseUserManager["User"]):
    """Makes people known by their e-mail address."""

    def create_user(self, email: str, password: str) -> User:
        """Return a new person who may sign in."""
        user = self.model(email=self.normalize_email(email).lower())
        user.set_password(password)
        user.save()
        return user


class User(AbstractUser):
    """A person on the staff of a community; signs in by e-mail. Rights come from memberships alone."""

    username = None  # type: ignore[assignment] # Django's way to drop an inherited field
    email = models.EmailField(unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = Users()  # type: ignore[assignment,misc] # replaces the manager that asks for a username


class Community(models.Model):
    """A community whose folder was loaded. ``slug`` is the id in its ``community.yaml``."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    folder = models.CharField(max_length=1000)
    provenance = models.CharField(max_length=20)
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person's role in one community (data/core/roles.yaml)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=30)

    class Meta:
        """A role is given once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "community", "role"], name="one_role_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"

    def role_name(self, language: str) -> str:
        """Return the role in words."""
        return next(role.name[language] for role in all_roles().roles if role.id == self.role)


class Check(models.Model):
    """What the check of a folder found, at one moment and for one state of its files."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="checks")
    checked_at = models.DateTimeField()
    folder_hash = models.CharField(max_length=64)
    findings = models.JSONField()
    errors = models.PositiveIntegerField()
    warnings = models.PositiveIntegerField()

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-checked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.community} {self.checked_at:%Y-%m-%d}"


class AuditEntry(models.Model):
    """One entry of the record: written once, never changed; its hash covers the entry before it."""

    number = models.PositiveBigIntegerField(unique=True)
    content = models.JSONField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        """In the order of the chain."""

        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.content.get('action', '')}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new entry; one that is stored can't be saved again."""
        if self.pk is not None:
            self._refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: entries stay."""
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise TypeError("An entry of the record is never changed or removed.")
