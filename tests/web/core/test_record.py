"""The record of actions can't be changed quietly."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from sharedsafety_web.core.models import AuditEntry
from sharedsafety_web.core.selectors import record_broken
from sharedsafety_web.core.services import record_add


@pytest.fixture
def record(community: Any) -> int:
    for number in range(5):
        record_add(action="folder-checked", actor=None, community=community, errors=number)
    return AuditEntry.objects.count()


def run(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_an_untouched_record_holds(record: int) -> None:
    assert record_broken() == ()


def test_a_changed_entry_is_named(record: int) -> None:
    run("UPDATE core_auditentry SET content = replace(content, 'folder-checked', 'nothing') WHERE number = 3")
    assert record_broken() == (3,)


def test_an_entry_changed_with_its_own_hash_breaks_the_next(record: int) -> None:
    from sharedsafety.core.hash_chain import entry_hash

    entry = AuditEntry.objects.get(number=3)
    forged = {**entry.content, "action": "nothing"}
    run("UPDATE core_auditentry SET hash = %s WHERE number = 3", entry_hash(entry.previous, forged))
    run("UPDATE core_auditentry SET content = replace(content, 'folder-checked', 'nothing') WHERE number = 3")
    assert record_broken() == (4,)


def test_a_removed_entry_is_noticed(record: int) -> None:
    run("DELETE FROM core_auditentry WHERE number = 3")
    assert record_broken() == (4,)


def test_the_program_itself_changes_and_removes_no_entry(record: int) -> None:
    entry = AuditEntry.objects.get(number=1)
    with pytest.raises(TypeError, match="never changed"):
        entry.save()
    with pytest.raises(TypeError, match="never changed"):
        entry.delete()


def test_people_are_named_by_number_only(record: int, person: Any) -> None:
    user = person("director")
    assert user.email not in str(list(AuditEntry.objects.values_list("content", flat=True)))
