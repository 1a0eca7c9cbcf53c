"""SQLite opens as trust requires, under load too."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import ConnectionHandler, DatabaseError

from sharedsafety_web.core.sqlite import APPLICATION_ID, journal_and_sync, sqlite_settings


@pytest.fixture(autouse=True)
def own_files(django_db_blocker: Any) -> Iterator[None]:
    """These tests open their own files, not the suite's database."""
    with django_db_blocker.unblock():
        yield


def opened(path: Path) -> Any:
    return ConnectionHandler({"default": sqlite_settings(path)})["default"]


def pragma(connection: Any, name: str) -> Any:
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), ("TRUNCATE", "EXTRA")),
        ((3, 51, 2), ("TRUNCATE", "EXTRA")),
        ((3, 51, 3), ("WAL", "FULL")),
        ((3, 54, 1), ("WAL", "FULL")),
    ],
)
def test_the_journal_follows_the_version_of_the_library(version: tuple[int, ...], mode: tuple[str, str]) -> None:
    assert journal_and_sync(version) == mode


def test_the_settings_are_really_applied(tmp_path: Path) -> None:
    connection = opened(tmp_path / "a.sqlite3")
    journal, sync = journal_and_sync()
    assert pragma(connection, "journal_mode").upper() == journal
    assert pragma(connection, "synchronous") == {"FULL": 2, "EXTRA": 3}[sync]
    assert pragma(connection, "foreign_keys") == 1
    assert pragma(connection, "secure_delete") == 1
    assert pragma(connection, "busy_timeout") == 5000
    assert pragma(connection, "application_id") == APPLICATION_ID
    assert pragma(connection, "mmap_size") == 0
    connection.close()


def test_a_write_takes_its_lock_at_the_start_of_the_transaction(tmp_path: Path) -> None:
    connection = opened(tmp_path / "a.sqlite3")
    connection.ensure_connection()
    assert connection.transaction_mode == "IMMEDIATE"
    connection.close()


def test_a_file_of_another_program_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "theirs.sqlite3") as theirs:
        theirs.execute("CREATE TABLE notes (text)")
    with pytest.raises(ImproperlyConfigured, match="not a database of Shared Safety"):
        opened(tmp_path / "theirs.sqlite3").ensure_connection()


def test_eight_writers_lose_nothing_and_meet_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "many.sqlite3"
    first = opened(path)
    with first.cursor() as cursor:
        cursor.execute("CREATE TABLE votes (writer integer, number integer)")
    first.close()
    errors: list[DatabaseError] = []

    def write(writer: int) -> None:
        connection = opened(path)
        try:
            for number in range(15):
                with connection.cursor() as cursor:
                    cursor.execute("INSERT INTO votes VALUES (%s, %s)", [writer, number])
        except DatabaseError as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    connection = opened(path)
    with connection.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM votes").fetchone()[0] == 8 * 15
    connection.close()


def test_memory_mapped_reading_is_set_nowhere() -> None:
    root = Path(__file__).resolve().parents[3]
    for folder in ("src", "config"):
        for file in (root / folder).rglob("*.py"):
            assert "mmap_size" not in file.read_text(encoding="utf-8"), file.name
