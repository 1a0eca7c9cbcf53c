"""Addresses of the workspace about a community's money."""

from django.urls import path

from sharedsafety_web.investments.views import audit, coding, disputes, rooms, sheet

_HERE = "communities/<slug:slug>/money/"
_CODING = f"{_HERE}coding/"
_DISPUTES = f"{_HERE}disputes/"
_AUDIT = f"{_HERE}audit/"

urlpatterns = [
    path(_HERE, rooms.rooms, name="money"),
    path(_CODING, coding.work, name="money_coding"),
    path(f"{_CODING}save/", coding.save, name="money_coding_save"),
    path(f"{_CODING}sheet/", sheet.sheet, name="money_sheet"),
    path(f"{_CODING}sheet/file/", sheet.download, name="money_sheet_file"),
    path(f"{_CODING}sheet/look/", sheet.look, name="money_sheet_look"),
    path(f"{_CODING}sheet/confirm/", sheet.confirm, name="money_sheet_confirm"),
    path(f"{_CODING}checks/", coding.checks, name="money_coding_checks"),
    path(f"{_CODING}carry/", coding.carry, name="money_coding_carry"),
    path(f"{_HERE}programs/<path:program>/", coding.program, name="money_program"),
    path(_AUDIT, audit.audits, name="money_audits"),
    path(f"{_AUDIT}draw/", audit.draw, name="money_audit_draw"),
    path(f"{_AUDIT}<int:pk>/", audit.audit, name="money_audit"),
    path(f"{_AUDIT}<int:pk>/lines.csv", audit.lines, name="money_audit_lines"),
    path(f"{_AUDIT}<int:pk>/results/", audit.results, name="money_audit_results"),
    path(f"{_AUDIT}<int:pk>/answer/", audit.answer, name="money_audit_answer"),
    path(f"{_AUDIT}<int:pk>/code/<path:program>/", audit.program, name="money_audit_program"),
    path(_DISPUTES, disputes.disputes, name="money_disputes"),
    path(f"{_DISPUTES}settle/", disputes.settle, name="money_settle"),
    path(f"{_DISPUTES}<path:program>/", disputes.dispute, name="money_dispute"),
]
