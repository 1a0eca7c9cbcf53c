"""Any change of a chained record is found, and the entry is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedsafety.core.hash_chain import GENESIS, ChainEntry, broken_entries, entry_hash


def chain(length: int) -> list[ChainEntry]:
    entries: list[ChainEntry] = []
    for number in range(1, length + 1):
        previous = entries[-1].hash if entries else GENESIS
        content = {"action": "signed", "release": number}
        entries.append(
            ChainEntry(number=number, content=content, previous=previous, hash=entry_hash(previous, content))
        )
    return entries


def test_a_whole_chain_has_no_broken_entry() -> None:
    assert broken_entries(chain(50)) == ()
    assert broken_entries([]) == ()


@given(place=st.integers(0, 49), key=st.sampled_from(["action", "release"]), value=st.text())
def test_a_changed_entry_is_named(place: int, key: str, value: str) -> None:
    entries = chain(50)
    changed = {**entries[place].content, key: value}
    if changed == entries[place].content:
        return
    entries[place] = replace(entries[place], content=changed)
    assert broken_entries(entries) == (place + 1,)


@given(place=st.integers(0, 48))
def test_two_entries_that_changed_places_are_found(place: int) -> None:
    entries = chain(50)
    entries[place], entries[place + 1] = entries[place + 1], entries[place]
    assert broken_entries(entries)


@given(place=st.integers(0, 48))
def test_a_missing_entry_breaks_the_one_after_it(place: int) -> None:
    entries = chain(50)
    del entries[place]
    assert broken_entries(entries) == (place + 2,)


def test_a_number_that_is_none_has_no_canonical_text() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        entry_hash(GENESIS, {"share": float("nan")})
