"""The record tells promises, holds, dissent and delays; a broken promise can't be hidden."""

from __future__ import annotations

from sharedsafety.core.release_story import (
    dissents,
    held_tables,
    promises,
    release_states,
    sent_back,
    under_review_since,
)

from .record_entries import chain, published, withdrawn
from .record_entries import sent_back as back


def test_a_promise_is_kept_when_the_next_release_came_by_its_day() -> None:
    entries = chain(
        [
            published(1, "2026-01-10", next_promised="2026-04-01"),
            published(2, "2026-04-01", next_promised="2026-07-01"),
            published(3, "2026-07-02", next_promised="2026-10-01"),
        ]
    )
    assert [(one.by, one.kept) for one in promises(entries, "2026-08-01")] == [
        ("2026-04-01", True),
        ("2026-07-01", False),
        ("2026-10-01", None),
    ]
    assert promises(entries, "2026-10-02")[-1].kept is False
    assert promises(entries, "2026-10-01", made_today=True)[-1].kept is True


def test_the_last_three_promises_are_told_and_a_release_without_one_is_passed_over() -> None:
    entries = chain(
        published(n, f"2026-0{n}-01", next_promised=f"2026-0{n + 1}-15" if n != 2 else None) for n in range(1, 7)
    )
    assert [one.by for one in promises(entries, "2026-06-02")] == ["2026-05-15", "2026-06-15", "2026-07-15"]


def test_a_table_is_held_from_its_sending_back_until_it_is_let_go() -> None:
    contents = [
        back("2026-02-01", table="groups/homicides", reason="Nine families could be known."),
        back("2026-02-02", reason="The letter names a shelter."),
        back("2026-02-03", table="signs/wait", reason="Too few answers."),
        {"action": "let-go", "on": "2026-03-01", "table": "signs/wait"},
    ]
    held = held_tables(chain(contents))
    assert {table: one.reason for table, one in held.items()} == {"groups/homicides": "Nine families could be known."}
    assert len(sent_back(chain(contents))) == 3


def test_a_withdrawn_release_keeps_its_day_and_says_who_and_why() -> None:
    (state,) = release_states(chain([published(1, "2026-01-01"), withdrawn(1, "2026-02-01", reason="A wrong total.")]))
    assert (state.on, state.withdrawn_on, state.withdrawn_by, state.reason) == (
        "2026-01-01",
        "2026-02-01",
        "steward",
        "A wrong total.",
    )


def test_a_delay_is_told_until_something_is_decided() -> None:
    late = {"action": "under-review", "on": "2026-03-01", "release": 2, "since": "2026-01-30"}
    assert under_review_since(chain([published(1, "2026-01-01"), late])) == "2026-01-30"
    assert under_review_since(chain([late, back("2026-03-02", table="groups/x", reason="Few.")])) == "2026-01-30"
    assert under_review_since(chain([late, back("2026-03-02", reason="Not yet.")])) is None
    assert under_review_since(chain([late, published(2, "2026-03-02")])) is None


def test_a_minority_statement_is_printed_as_it_was_said() -> None:
    said = {"action": "dissent", "on": "2026-05-01", "by": "Two members", "text": "We asked for *more*."}
    assert [(one.by, one.text) for one in dissents(chain([said]))] == [("Two members", "We asked for *more*.")]
