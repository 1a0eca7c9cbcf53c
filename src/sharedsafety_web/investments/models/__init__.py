"""What the workspace keeps about money beside the folder."""

from sharedsafety_web.investments.models.scenarios import Scenario, ScenarioResult

__all__ = ["Scenario", "ScenarioResult"]
