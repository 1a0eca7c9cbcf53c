"""Addresses of the workspace about a community's money."""

from django.urls import path

from sharedsafety_web.investments.views import coding, departments, disputes, rooms

_HERE = "communities/<slug:slug>/money/"
_CODING = f"{_HERE}coding/"
_DISPUTES = f"{_HERE}disputes/"
_DEPARTMENTS = f"{_HERE}departments/"
_REPLIES = f"{_HERE}replies/"
_MANDATES = f"{_HERE}mandates/"

urlpatterns = [
    path(_HERE, rooms.rooms, name="money"),
    path(_CODING, coding.work, name="money_coding"),
    path(f"{_CODING}save/", coding.save, name="money_coding_save"),
    path(f"{_CODING}carry/", coding.carry, name="money_coding_carry"),
    path(f"{_HERE}programs/<path:program>/", coding.program, name="money_program"),
    path(_DEPARTMENTS, departments.departments, name="money_departments"),
    path(f"{_DEPARTMENTS}asked/", departments.asked, name="money_asked"),
    path(f"{_DEPARTMENTS}<slug:department>/", departments.department, name="money_department"),
    path(_REPLIES, departments.replies, name="money_replies"),
    path(f"{_REPLIES}enter/", departments.reply, name="money_reply"),
    path(f"{_REPLIES}decide/", departments.decide, name="money_decide"),
    path(_MANDATES, departments.mandates, name="money_mandates"),
    path(f"{_MANDATES}enter/", departments.mandate, name="money_mandate"),
    path(_DISPUTES, disputes.disputes, name="money_disputes"),
    path(f"{_DISPUTES}settle/", disputes.settle, name="money_settle"),
    path(f"{_DISPUTES}<path:program>/", disputes.dispute, name="money_dispute"),
]
