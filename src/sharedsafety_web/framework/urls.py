"""Addresses of the framework and of the path to the vote."""

from django.urls import path

from sharedsafety_web.framework.views import agreed, changes, packs, pages, plans

_HERE = "communities/<slug:slug>/framework/"
_PLAN = "communities/<slug:slug>/plan/"

urlpatterns = [
    path(_HERE, pages.framework, name="framework"),
    path(f"{_HERE}pack/", pages.pack, name="framework_pack"),
    path(f"{_HERE}agreed/", agreed.agreed, name="framework_agreed"),
    path(f"{_HERE}agreed/<str:key>/", agreed.put, name="framework_agreed_put"),
    path(f"{_HERE}pack/look/", packs.look, name="framework_pack_look"),
    path(f"{_HERE}pack/confirm/", packs.confirm, name="framework_pack_confirm"),
    path(f"{_HERE}pack/undo/<int:pk>/", packs.undo, name="framework_pack_undo"),
    path(f"{_HERE}priorities/", pages.priorities, name="framework_priorities"),
    path(f"{_HERE}practices/<str:practice>/", pages.practice, name="framework_practice"),
    path(f"{_HERE}guidance/<str:step>/", pages.step, name="framework_step"),
    path(f"{_HERE}<str:kind>/<str:part>/", pages.part, name="framework_part"),
    path(f"{_HERE}ratings/", changes.ratings, name="framework_ratings"),
    path(f"{_HERE}commitments/", changes.commitments, name="framework_commitments"),
    path(f"{_HERE}readiness/", changes.readiness, name="framework_readiness"),
    path(_PLAN, plans.plan, name="plan"),
    path(f"{_PLAN}set/", plans.set_plan, name="plan_set"),
    path(f"{_PLAN}done/", plans.done, name="plan_done"),
    path(f"{_PLAN}calendar/", plans.calendar, name="plan_calendar"),
]
