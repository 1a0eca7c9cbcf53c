"""Addresses of the workspace about a community's money."""

from django.urls import path

from sharedsafety_web.investments.views import coding, disputes, rooms

_HERE = "communities/<slug:slug>/money/"
_CODING = f"{_HERE}coding/"
_DISPUTES = f"{_HERE}disputes/"

urlpatterns = [
    path(_HERE, rooms.rooms, name="money"),
    path(_CODING, coding.work, name="money_coding"),
    path(f"{_CODING}save/", coding.save, name="money_coding_save"),
    path(f"{_CODING}carry/", coding.carry, name="money_coding_carry"),
    path(f"{_HERE}programs/<path:program>/", coding.program, name="money_program"),
    path(_DISPUTES, disputes.disputes, name="money_disputes"),
    path(f"{_DISPUTES}settle/", disputes.settle, name="money_settle"),
    path(f"{_DISPUTES}<path:program>/", disputes.dispute, name="money_dispute"),
]
