"""What the workspace writes about what-if scenarios; two people who save at once lose nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from sharedsafety.core.errors import BadInput
from sharedsafety.core.plain_text import unseen_character
from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.folder.what_if_told import stored_what_if
from sharedsafety.investments.move import Move
from sharedsafety_web.core.services import record_add
from sharedsafety_web.investments.models import Scenario, ScenarioResult
from sharedsafety_web.investments.selectors.what_if import FolderState, folder_state, move_refusals, scenario_told


def scenario_start(
    *, community: Any, user: Any, name: str, moves: Sequence[Move] = (), is_copy: bool = False
) -> Scenario:
    """Return a new scenario of this person.

    A copy (``is_copy``) also takes moves over that can't be made any more: they are shown as refused.

    Raises:
        BadInput: the name is missing or taken, a move can't be made, there are too many moves or scenarios, or the
            folder has errors.
    """
    most = read_catalogue("core/limits")["scenarios"]
    if Scenario.objects.filter(community=community).count() >= most:
        raise BadInput("scenario-many", most=most)
    state, now = folder_state(community=community), timezone.now()
    numbered = _numbered(moves)
    _refuse(state, numbered, [] if is_copy else [move.row for move in numbered])
    content = stored_what_if(scenario_told(state, numbered))
    with transaction.atomic():
        made = _created(community, user, _named(name), numbered, now)
        ScenarioResult.objects.create(
            scenario=made, version=1, folder_hash=state.digest, computed_at=now, content=content
        )
        record_add(action="scenario-started", actor=user, community=community, scenario=made.pk)
    return made


def scenario_rename(*, scenario: Scenario, user: Any, version: int, name: str) -> None:
    """Give a scenario another name.

    Raises:
        BadInput: the name is missing or taken, or somebody changed the scenario since this person saw it.
    """
    wanted = _named(name)
    results = list(scenario.results.filter(version=version))
    with transaction.atomic():
        _next_version(scenario, version, name=wanted)
        for each in results:
            each.version = version + 1
            each.save(update_fields=["version"])
        _record("scenario-saved", scenario, user)


def scenario_moves_set(
    *, scenario: Scenario, user: Any, version: int, moves: Sequence[Move], new: Sequence[Move]
) -> None:
    """Write the moves of a scenario and what they change; only ``new`` ones are refused where they can't be made.

    Raises:
        BadInput: a new move can't be made, there are too many, the folder has errors, or somebody changed the scenario
            since this person saw it.
    """
    if scenario.version != version:
        raise BadInput("scenario-changed")
    state, numbered = folder_state(community=scenario.community), _numbered(moves)
    rows = [mine.row for mine, given in zip(numbered, moves, strict=True) if any(given is each for each in new)]
    _refuse(state, numbered, rows)
    content = stored_what_if(scenario_told(state, numbered))
    with transaction.atomic():
        _next_version(scenario, version, moves=_as_json(numbered))
        scenario.results.all().delete()
        ScenarioResult.objects.create(
            scenario=scenario,
            version=version + 1,
            folder_hash=state.digest,
            computed_at=timezone.now(),
            content=content,
        )
        _record("scenario-saved", scenario, user)


def scenario_recompute(*, scenario: Scenario, user: Any) -> None:
    """Compute a scenario on the folder as it is now; what was computed on an older folder is kept beside it.

    Raises:
        BadInput, Unreadable: the folder has errors, or somebody deleted the scenario meanwhile.
    """
    state = folder_state(community=scenario.community)
    if scenario.results.filter(version=scenario.version, folder_hash=state.digest).exists():
        return
    content = stored_what_if(scenario_told(state, scenario.as_moves()))
    with transaction.atomic():
        if not Scenario.objects.select_for_update().filter(pk=scenario.pk).exists():
            raise BadInput("scenario-changed")
        ScenarioResult.objects.create(
            scenario=scenario,
            version=scenario.version,
            folder_hash=state.digest,
            computed_at=timezone.now(),
            content=content,
        )
        _record("scenario-recomputed", scenario, user)


def scenario_delete(*, scenario: Scenario, user: Any) -> None:
    """Delete a scenario of one's own.

    Raises:
        BadInput: ``scenario-not-yours``: another person started it.
    """
    if scenario.owner_id != user.pk:
        raise BadInput("scenario-not-yours", value=scenario.name)
    with transaction.atomic():
        _record("scenario-deleted", scenario, user)
        scenario.delete()


def _named(name: str) -> str:
    most, name = read_catalogue("core/limits")["scenario_name"], " ".join(name.split())
    if not 0 < len(name) <= most:
        raise BadInput("scenario-name-missing", most=most)
    if character := unseen_character(name):
        raise BadInput("text-unseen-character", character=character)
    return name


def _numbered(moves: Sequence[Move]) -> tuple[Move, ...]:
    most = read_catalogue("core/limits")["scenario_moves"]
    if len(moves) > most:
        raise BadInput("moves-too-many", count=f"{len(moves):,}", most=f"{most:,}")
    return tuple(replace(move, row=row) for row, move in enumerate(moves, start=2))


def _refuse(state: FolderState, moves: Sequence[Move], rows: Sequence[int | None]) -> None:
    if refused := move_refusals(state, moves, rows):
        raise BadInput.with_all(refused)


def _as_json(moves: Sequence[Move]) -> list[list[Any]]:
    return [
        [move.from_program, move.to, move.amount_cents, move.fiscal_year, move.source or "", move.fund_code]
        for move in moves
    ]


def _created(community: Any, user: Any, name: str, moves: Sequence[Move], now: Any) -> Scenario:
    try:
        with transaction.atomic():
            return Scenario.objects.create(
                community=community, name=name, moves=_as_json(moves), owner=user, created_at=now, changed_at=now
            )
    except IntegrityError as error:
        raise BadInput("scenario-name-taken", value=name) from error


def _next_version(scenario: Scenario, version: int, **changed: Any) -> None:
    """Change a scenario if it still is at ``version``."""
    known = Scenario.objects.filter(pk=scenario.pk, version=version)
    try:
        with transaction.atomic():
            count = known.update(version=version + 1, changed_at=timezone.now(), **changed)
    except IntegrityError as error:
        raise BadInput("scenario-name-taken", value=changed.get("name", "")) from error
    if not count:
        raise BadInput("scenario-changed")
    scenario.refresh_from_db()


def _record(action: str, scenario: Scenario, user: Any) -> None:
    record_add(action=action, actor=user, community=scenario.community, scenario=scenario.pk, version=scenario.version)
