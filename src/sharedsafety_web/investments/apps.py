"""The investments chapter as a Django application."""

from django.apps import AppConfig


class InvestmentsConfig(AppConfig):
    """The investments chapter: budgets taken in, programs coded by people, moves tried before they are asked for."""

    name = "sharedsafety_web.investments"
    label = "investments"
