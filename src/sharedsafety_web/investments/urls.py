"""Addresses of the workspace about a community's money."""

from django.urls import path

from sharedsafety_web.investments.views import (
    audit,
    budget_files,
    budget_new,
    coding,
    departments,
    disputes,
    least_moves,
    rooms,
    scenario_changes,
    scenario_files,
    scenarios,
    sheet,
)

_HERE = "communities/<slug:slug>/money/"
_CODING = f"{_HERE}coding/"
_DISPUTES = f"{_HERE}disputes/"
_AUDIT = f"{_HERE}audit/"
_DEPARTMENTS = f"{_HERE}departments/"
_REPLIES = f"{_HERE}replies/"
_MANDATES = f"{_HERE}mandates/"
_WHAT_IF = f"{_HERE}what-if/"
_SCENARIO = f"{_WHAT_IF}<int:pk>/"
_FILES = f"{_HERE}files/"
_NEW = f"{_FILES}new/"

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
    path(_WHAT_IF, scenarios.scenarios, name="scenarios"),
    path(f"{_WHAT_IF}start/", scenario_changes.start, name="scenario_start"),
    path(f"{_WHAT_IF}compare/", scenarios.compare, name="scenario_compare"),
    path(f"{_WHAT_IF}plan/", least_moves.plan, name="least_moves"),
    path(f"{_WHAT_IF}plan/take/", least_moves.take, name="least_moves_take"),
    path(_SCENARIO, scenarios.scenario, name="scenario"),
    path(f"{_SCENARIO}print/", scenarios.scenario_print, name="scenario_print"),
    path(f"{_SCENARIO}moves.csv", scenario_files.moves_table, name="scenario_moves"),
    path(f"{_SCENARIO}scenario.json", scenario_files.as_json, name="scenario_json"),
    path(f"{_SCENARIO}add/", scenario_changes.add, name="scenario_add"),
    path(f"{_SCENARIO}remove/", scenario_changes.remove, name="scenario_remove"),
    path(f"{_SCENARIO}rename/", scenario_changes.rename, name="scenario_rename"),
    path(f"{_SCENARIO}copy/", scenario_changes.copy, name="scenario_copy"),
    path(f"{_SCENARIO}delete/", scenario_changes.delete, name="scenario_delete"),
    path(f"{_SCENARIO}upload/", scenario_changes.upload, name="scenario_upload"),
    path(f"{_SCENARIO}recompute/", scenario_changes.recompute, name="scenario_recompute"),
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
