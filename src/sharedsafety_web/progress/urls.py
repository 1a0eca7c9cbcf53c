"""Addresses of the workspace about a community's indicators."""

from django.urls import path

from sharedsafety_web.progress import views

_LIST = "communities/<slug:slug>/indicators/"
_ONE = f"{_LIST}<slug:indicator>/"

urlpatterns = [
    path(_LIST, views.indicators, name="indicators"),
    path(f"{_LIST}catalogue", views.catalogue, name="indicator_catalogue"),
    path(f"{_LIST}adopt", views.adopt, name="indicator_adopt"),
    path(f"{_LIST}asked", views.asked, name="asked"),
    path(f"{_LIST}asked/save", views.asked_save, name="asked_save"),
    path(f"{_LIST}asked/<slug:candidate>", views.asked, name="asked_one"),
    path(_ONE, views.indicator, name="indicator"),
    path(f"{_ONE}look/", views.look, name="entry_look"),
    path(f"{_ONE}confirm/", views.confirm, name="entry_confirm"),
    path(f"{_ONE}undo/<int:pk>/", views.undo, name="entry_undo"),
]
