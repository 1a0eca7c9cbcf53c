"""What the workspace reads about what-if scenarios."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import SharedSafetyError
from sharedsafety.folder.content_hash import folder_hash
from sharedsafety.folder.what_if_told import ToldWhatIf, what_if_of
from sharedsafety_web.investments.models import Scenario, ScenarioResult


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioRead:
    """A scenario with its newest result; ``older`` were computed on earlier states of the folder, newest first.

    ``is_stale`` says that the folder is another now than the result was computed on. ``told`` is None where nothing was
    computed yet, or by another version of this software.
    """

    scenario: Scenario
    result: ScenarioResult | None
    told: ToldWhatIf | None
    older: tuple[ScenarioResult, ...]
    is_stale: bool


def scenario_list(*, community: Any) -> list[Scenario]:
    """Return every scenario of a community, the one changed last first."""
    return list(Scenario.objects.filter(community=community).select_related("owner"))


def scenario_named(*, community: Any, pk: int) -> Scenario | None:
    """Return a scenario of this community, or None: those of other communities are none of it."""
    return Scenario.objects.filter(community=community, pk=pk).select_related("owner").first()


def scenario_read(*, community: Any, scenario: Scenario, number: int | None = None) -> ScenarioRead:
    """Return a scenario with its newest result, or with the older one whose number is asked for."""
    results = list(scenario.results.filter(version=scenario.version))
    chosen = next((each for each in results if number in (None, each.pk)), None)
    return ScenarioRead(
        scenario=scenario,
        result=chosen,
        told=_told(chosen),
        older=tuple(each for each in results if each != chosen),
        is_stale=chosen is not None and chosen.folder_hash != _hash_now(community),
    )


def scenarios_read(*, community: Any, numbers: Sequence[int]) -> tuple[ScenarioRead, ...] | None:
    """Return several scenarios in the order given, or None where one of them is not this community's."""
    found = [scenario_named(community=community, pk=number) for number in numbers]
    if any(each is None for each in found):
        return None
    return tuple(scenario_read(community=community, scenario=each) for each in found if each is not None)


def _told(result: ScenarioResult | None) -> ToldWhatIf | None:
    try:
        return what_if_of(result.content) if result else None
    except SharedSafetyError:
        return None


def _hash_now(community: Any) -> str:
    try:
        return folder_hash(Path(community.folder))
    except SharedSafetyError:
        return ""
