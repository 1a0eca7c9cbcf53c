"""The framework chapter as a Django application."""

from django.apps import AppConfig


class FrameworkConfig(AppConfig):
    """The framework chapter; it keeps everything in the community's folder and has no tables of its own."""

    name = "sharedsafety_web.framework"
    label = "framework"
