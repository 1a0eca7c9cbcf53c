"""The core chapter as a Django application."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The core chapter."""

    name = "sharedsafety_web.core"
    label = "core"
