"""Addresses of the workspace about a community's money."""

from django.urls import path

from sharedsafety_web.investments.views import rooms

_HERE = "communities/<slug:slug>/money/"

urlpatterns = [
    path(_HERE, rooms.rooms, name="money"),
]
