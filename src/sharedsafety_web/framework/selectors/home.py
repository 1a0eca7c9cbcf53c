"""What the home of a community shows of its framework: the path to the vote, and the grid."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sharedsafety.core.errors import SharedSafetyError
from sharedsafety_web.framework.selectors.desk import framework_desk
from sharedsafety_web.framework.selectors.grid import framework_grid
from sharedsafety_web.framework.selectors.plan import plan_page


def framework_home(*, community: Any, today: date, language: str) -> Mapping[str, Any]:
    """Return the plan and the grid, or under ``fault`` why the folder can't be read."""
    try:
        desk = framework_desk(community=community, today=today, language=language)
    except SharedSafetyError as error:
        return {"fault": error.finding.sentence(language)}
    return {"fault": "", "plan": plan_page(desk=desk), "grid": framework_grid(desk=desk)}
