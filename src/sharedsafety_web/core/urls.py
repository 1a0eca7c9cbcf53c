"""Addresses of the workspace that belong to no other chapter."""

from django.urls import path
from django.views.i18n import set_language

from sharedsafety_web.core import views

urlpatterns = [
    path("language/", set_language, name="set_language"),
    path("installation/", views.installation, name="installation"),
    path("communities/<slug:slug>/checks/", views.checks, name="checks"),
    path("communities/<slug:slug>/people/", views.people, name="people"),
    path("communities/<slug:slug>/record/", views.record, name="record"),
]
