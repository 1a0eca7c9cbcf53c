"""Addresses of the workspace about a community's indicators."""

from django.urls import path

from sharedsafety_web.progress.views import asked, indicators

_LIST = "communities/<slug:slug>/indicators/"
_ONE = f"{_LIST}<slug:indicator>/"

urlpatterns = [
    path(_LIST, indicators.indicators, name="indicators"),
    path(f"{_LIST}catalogue", indicators.catalogue, name="indicator_catalogue"),
    path(f"{_LIST}adopt", indicators.adopt, name="indicator_adopt"),
    path(f"{_LIST}asked", asked.asked, name="asked"),
    path(f"{_LIST}asked/save", asked.asked_save, name="asked_save"),
    path(f"{_LIST}asked/<slug:candidate>", asked.asked, name="asked_one"),
    path(_ONE, indicators.indicator, name="indicator"),
    path(f"{_ONE}look/", indicators.look, name="entry_look"),
    path(f"{_ONE}confirm/", indicators.confirm, name="entry_confirm"),
    path(f"{_ONE}undo/<int:pk>/", indicators.undo, name="entry_undo"),
]
