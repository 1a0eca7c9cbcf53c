"""Addresses of the workspace about a community's money."""

from django.urls import path

from sharedsafety_web.investments.views import budget_files, budget_new, coding, departments, disputes, rooms

_HERE = "communities/<slug:slug>/money/"
_CODING = f"{_HERE}coding/"
_DISPUTES = f"{_HERE}disputes/"
_DEPARTMENTS = f"{_HERE}departments/"
_REPLIES = f"{_HERE}replies/"
_MANDATES = f"{_HERE}mandates/"
_FILES = f"{_HERE}files/"
_NEW = f"{_FILES}new/"

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
    path(_FILES, budget_files.files, name="money_files"),
    path(f"{_NEW}upload/", budget_files.upload, name="money_file_upload"),
    path(_NEW, budget_new.new, name="money_file_new"),
    path(f"{_NEW}answer/", budget_new.answer, name="money_file_answer"),
    path(f"{_NEW}facts/", budget_new.facts, name="money_file_facts"),
    path(f"{_NEW}describe/", budget_new.describe, name="money_file_describe"),
    path(f"{_NEW}look/", budget_new.look, name="money_file_look"),
    path(f"{_NEW}confirm/", budget_new.confirm, name="money_file_confirm"),
    path(f"{_NEW}cancel/", budget_new.cancel, name="money_file_cancel"),
    path(f"{_NEW}undo/<int:pk>/", budget_files.undo, name="money_file_undo"),
    path(f"{_FILES}<str:doc_id>/", budget_files.document, name="money_document"),
    path(f"{_FILES}<str:doc_id>/lines/", budget_files.lines, name="money_document_lines"),
]
