"""The whole working of a lamp: what was asked, from when, what decided, and what would change it."""

from __future__ import annotations

from sharedsafety.framework.priority import StatedPriority
from sharedsafety.investments.lamps import lamp_settings
from sharedsafety.investments.results import Lamp
from sharedsafety.report.dates import fiscal_year
from sharedsafety.report.lamp_sentences import asked
from sharedsafety.report.names import name
from sharedsafety.report.sentences import sentence

Line = tuple[str, str]


def lamp_inputs(lamp: Lamp, priority: StatedPriority, start_month: int, language: str = "en") -> tuple[Line, ...]:
    """Return what the statement gave the lamp, as (label, value): what was asked, and the year it is measured from."""
    found: list[Line] = []
    if lamp.name == "level" and priority.target_value is not None:
        found.append((name("lamp_input", "asked", language), asked(priority, language)))
    if lamp.name == "direction" and priority.direction:
        found.append((name("lamp_input", "asked", language), name("direction", priority.direction, language)))
    if lamp.base_year is not None:
        found.append((name("lamp_input", "base_year", language), fiscal_year(lamp.base_year, start_month)))
    return tuple(found)


def lamp_decision(lamp: Lamp, priority: StatedPriority, language: str = "en") -> tuple[Line, ...]:
    """Return the rule that decided, and from where on the lamp would read otherwise; for a lamp not set nothing."""
    if lamp.state == "not_set":
        return ()
    rule = f"{name('lamp_state', lamp.state, language)} ({lamp.name}.{lamp.reason})"
    limits = {**getattr(lamp_settings(), lamp.name), **lamp.thresholds}
    change = sentence(f"lamp_change.{_change_key(lamp, priority)}", language, **limits)
    return (
        (name("lamp_input", "rule", language), rule),
        (name("lamp_input", "change", language), change),
    )


def _change_key(lamp: Lamp, priority: StatedPriority) -> str:
    if lamp.name == "level" and priority.statement_kind != "S1":
        return "level_ceiling" if priority.direction == "less" else "level_floor"
    if lamp.name == "direction" and priority.direction == "keep":
        return "direction_keep"
    return lamp.name
