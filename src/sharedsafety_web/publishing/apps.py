"""The publishing chapter as a Django application."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The publishing chapter."""

    name = "sharedsafety_web.publishing"
    label = "publishing"
