"""The figures about the coding put into the folder, so that the public site prints them."""

from __future__ import annotations

from math import ceil
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedsafety.core.errors import BadInput
from sharedsafety.folder.coding_checks_change import write_coding_checks
from sharedsafety.investments.coding_checks import AGREEMENT, AUDIT, CodingCheck
from sharedsafety_web.core.alone import folder_alone
from sharedsafety_web.core.services import record_add
from sharedsafety_web.investments.selectors.audit import last_audit
from sharedsafety_web.investments.selectors.work import coding_work
from sharedsafety_web.investments.services.coding import PATIENCE

#: An upper bound is rounded up, to a millionth.
_PARTS = 10**6


def checks_write(*, community: Any, person: Any) -> tuple[CodingCheck, ...]:
    """Write the newest audit bound and today's agreement into the folder, and return what was written.

    Raises:
        BadInput, Unreadable: there is neither, or the folder has errors or is in use; nothing is written.
    """
    checks = tuple(each for each in (_agreement(community, person), _audit(community)) if each)
    if not checks:
        raise BadInput("coding-checks-none")
    with folder_alone(community, patience=PATIENCE) as root, transaction.atomic():
        record_add(action="coding-checked", actor=person, community=community)
        write_coding_checks(root, checks)
    return checks


def _agreement(community: Any, person: Any) -> CodingCheck | None:
    work = coding_work(community=community, person=person)
    if work.agree.alpha is None:
        return None
    year, phase = work.desk.headline
    return CodingCheck(
        checked_on=timezone.localdate().isoformat(), kind=AGREEMENT, fiscal_year=year, phase=phase,
        value=round(work.agree.alpha, 4), items=work.agree.programs, differ=len(work.agree.disputes),
    )  # fmt: skip


def _audit(community: Any) -> CodingCheck | None:
    found = last_audit(community=community)
    if found is None or found.bound is None:
        return None
    return CodingCheck(
        checked_on=timezone.localdate(found.audit.drawn_at).isoformat(), kind=AUDIT,
        fiscal_year=found.audit.fiscal_year, phase=found.audit.phase, items=found.lines,
        value=ceil(found.bound * _PARTS) / _PARTS,
        differ=found.wrong, risk=found.audit.risk, seed=found.audit.seed,
    )  # fmt: skip
