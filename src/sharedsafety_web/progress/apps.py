"""The progress chapter as a Django application."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """The progress chapter: entering the numbers of indicators."""

    name = "sharedsafety_web.progress"
    label = "progress"
