"""What the money chapter keeps in the database: decisions, audits, budget files on their way, and scenarios."""

from sharedsafety_web.investments.models.audit import Audit, AuditAnswer
from sharedsafety_web.investments.models.budget_file import BudgetAdded, BudgetUpload
from sharedsafety_web.investments.models.decision import Decision
from sharedsafety_web.investments.models.scenarios import Scenario, ScenarioResult

__all__ = ["Audit", "AuditAnswer", "BudgetAdded", "BudgetUpload", "Decision", "Scenario", "ScenarioResult"]
