"""Every setting is documented, and a wrong environment is said all at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import REQUIRED, SETTINGS, read_environment

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "SHAREDSAFETY_SECRET_KEY": "k" * 50,
    "SHAREDSAFETY_HOSTS": "safety.example.gov, www.safety.example.gov",
    "SHAREDSAFETY_VAR": "/srv/sharedsafety",
}


def rows() -> dict[str, list[str]]:
    page = (ROOT / "docs/how-to/run-for-real.md").read_text(encoding="utf-8")
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if "`SHAREDSAFETY_" in line
    ]
    return {row[0].strip("`"): row for row in cells if len(row) == 4}


def test_the_page_lists_exactly_the_settings_there_are() -> None:
    assert set(rows()) == {setting.name for setting in SETTINGS}


def test_the_page_says_which_are_needed() -> None:
    for setting in SETTINGS:
        assert (rows()[setting.name][1] == "yes") == (setting.default is REQUIRED), setting.name


def test_a_good_environment_is_read_with_its_types() -> None:
    values = read_environment(GOOD)
    assert values["SHAREDSAFETY_HOSTS"] == ["safety.example.gov", "www.safety.example.gov"]
    assert values["SHAREDSAFETY_VAR"] == Path("/srv/sharedsafety")
    assert values["SHAREDSAFETY_SECOND_FACTOR"] is True
    assert values["SHAREDSAFETY_DATABASE_URL"] is None


def test_a_database_address_becomes_settings() -> None:
    values = read_environment({**GOOD, "SHAREDSAFETY_DATABASE_URL": "postgresql://web:p%40ss@db:5433/safety"})
    database: dict[str, Any] = values["SHAREDSAFETY_DATABASE_URL"]
    assert (database["USER"], database["PASSWORD"], database["PORT"]) == ("web", "p@ss", "5433")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("SHAREDSAFETY_SECRET_KEY", "short"),
        ("SHAREDSAFETY_HOSTS", "*"),
        ("SHAREDSAFETY_VAR", "relative/folder"),
        ("SHAREDSAFETY_DATABASE_URL", "mysql://x/y"),
        ("SHAREDSAFETY_BEHIND_PROXY", "perhaps"),
        ("SHAREDSAFETY_HSTS_SECONDS", "long"),
        ("SHAREDSAFETY_SECOND_FACTOR", "maybe"),
    ],
)
def test_a_wrong_value_is_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=name):
        read_environment({**GOOD, name: text})


def test_all_faults_are_said_at_once() -> None:
    with pytest.raises(ImproperlyConfigured) as fault:
        read_environment({})
    assert all(setting.name in str(fault.value) for setting in SETTINGS if setting.default is REQUIRED)
