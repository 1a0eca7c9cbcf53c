"""Ratings, commitments and answers put into the tables of a folder, after a check of the whole table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from sharedsafety.core.errors import BadInput
from sharedsafety.folder.table_change import put_rows
from sharedsafety_web.core.alone import folder_alone
from sharedsafety_web.core.services import record_add


@transaction.atomic
def ratings_put(*, community: Any, entry: Mapping[str, Any], counts: Mapping[int, int], person: Any) -> None:
    """Put one round of one kind of raters into ``ratings.csv``, in place of what stood there for the same.

    The record says that it was done, never what anybody said.

    Raises:
        BadInput: nobody rated, the table has or would have faults, or somebody else writes; nothing is written.
    """
    if not counts:
        raise BadInput("ratings-nobody")
    known = {"practice": entry["practice"], "round": entry["round"], "rater_kind": entry["rater_kind"]}
    record_add(action="ratings-entered", actor=person, community=community, **known)
    evidence = entry["evidence"]
    rows = []
    for rating, raters in sorted(counts.items()):
        rows.append({**known, "rating": rating, "raters": raters, "evidence": evidence, "source": entry["source"]})
        evidence = ""
    with folder_alone(community) as root:
        put_rows(root, "ratings.csv", rows, by=("round", "practice", "rater_kind"))


@transaction.atomic
def commitment_put(*, community: Any, entry: Mapping[str, Any], person: Any) -> None:
    """Put what a body was asked, and what it answered, into ``commitments.csv``.

    Raises:
        BadInput: the table has or would have faults, or somebody else writes just now; nothing is written.
    """
    about = {name: entry[name] for name in ("about_kind", "about_id", "body")}
    record_add(action="commitment-entered", actor=person, community=community, **about)
    with folder_alone(community) as root:
        put_rows(root, "commitments.csv", [entry], by=("about_kind", "about_id", "body"))


@transaction.atomic
def readiness_put(*, community: Any, day: str, source: str, answers: Mapping[str, str], person: Any) -> None:
    """Put the answers of one day about where to begin into ``readiness.csv``.

    Raises:
        BadInput: nothing was answered, the table has or would have faults, or somebody else writes just now; nothing
            is written.
    """
    if not answers:
        raise BadInput("readiness-nothing")
    record_add(action="readiness-entered", actor=person, community=community, day=day)
    rows = [{"answered_on": day, "question": one, "answer": said, "source": source} for one, said in answers.items()]
    with folder_alone(community) as root:
        put_rows(root, "readiness.csv", rows, by=("answered_on", "question"))
