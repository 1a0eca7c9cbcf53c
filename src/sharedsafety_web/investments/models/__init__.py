"""What the money chapter keeps in the database: decisions of people, and budget files on their way."""

from sharedsafety_web.investments.models.budget_file import BudgetAdded, BudgetUpload
from sharedsafety_web.investments.models.decision import Decision

__all__ = ["BudgetAdded", "BudgetUpload", "Decision"]
