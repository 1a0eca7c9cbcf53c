"""What the money chapter keeps in the database: decisions of people, each once, never changed; and scenarios."""

from sharedsafety_web.investments.models.decision import Decision
from sharedsafety_web.investments.models.scenarios import Scenario, ScenarioResult

__all__ = ["Decision", "Scenario", "ScenarioResult"]
