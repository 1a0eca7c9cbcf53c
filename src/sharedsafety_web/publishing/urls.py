"""Addresses of the workspace's home, communities, jobs and releases."""

from django.urls import path

from sharedsafety_web.publishing import views

urlpatterns = [
    path("", views.workspace, name="workspace"),
    path("communities/<slug:slug>/", views.community, name="community"),
    path("communities/<slug:slug>/check/", views.ask_check, name="ask_check"),
    path("communities/<slug:slug>/publish/", views.ask_publish, name="ask_publish"),
    path("jobs/<uuid:public_id>/", views.job, name="job"),
    path("jobs/<uuid:public_id>/cancel/", views.cancel_job, name="cancel_job"),
]
