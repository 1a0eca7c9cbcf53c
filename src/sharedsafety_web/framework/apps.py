"""The framework chapter as a Django application."""

from django.apps import AppConfig


class FrameworkConfig(AppConfig):
    """The framework chapter; it keeps everything in the community's folder; its one table is for taking a pack back."""

    name = "sharedsafety_web.framework"
    label = "framework"
