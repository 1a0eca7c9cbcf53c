"""Reviewed data files are complete and say where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest

from sharedsafety.core.errors import BadData
from sharedsafety.core.reviewed import as_shape, read_catalogue

DATA = Path(str(files("sharedsafety").joinpath("data")))
IDS = sorted(path.relative_to(DATA).with_suffix("").as_posix() for path in DATA.rglob("*.yaml"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    low: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    inner: tuple[Inner, ...]


@pytest.mark.parametrize("data_id", IDS)
def test_every_reviewed_file_says_what_it_is_and_where_it_comes_from(data_id: str) -> None:
    assert read_catalogue(data_id)


def test_an_unknown_key_is_refused_however_deep() -> None:
    with pytest.raises(BadData) as caught:
        as_shape({"inner": [{"low": 1, "hihg": 2}]}, Outer, file="x.yaml")
    assert caught.value.finding.column == "inner.0.hihg"


def test_a_missing_key_is_refused() -> None:
    with pytest.raises(BadData):
        as_shape({"inner": [{}]}, Outer, file="x.yaml")
