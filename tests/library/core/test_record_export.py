"""Exported records: ids and order tell nothing about the rows they come from."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from tests.library.core.record_samples import export_plan, signed, votes_table

from sharedsafety.core.record_export import exported_records, records_csv
from sharedsafety.core.record_plan import RecordRows
from sharedsafety.core.spreadsheet_cells import csv_rows


def exported(table: RecordRows, seed: int = 1) -> str:
    return records_csv(exported_records(table, signed(export_plan(table), table), seed=seed))


def answers_of(table: RecordRows) -> list[tuple[str, ...]]:
    columns = export_plan(table).columns
    return [tuple(row[column] for column in columns) for row in table.rows if row["may"] == "yes"]


def test_only_permitted_rows_and_answer_columns_go_out() -> None:
    table = votes_table(60, refused=20)
    header, *rows = csv_rows(exported(table))
    assert header == ["person_record", *export_plan(table).columns]
    assert Counter(tuple(row[1:]) for row in rows) == Counter(answers_of(table))


def test_the_same_rows_and_seed_give_the_same_bytes_and_another_seed_others() -> None:
    table = votes_table()
    assert exported(table) == exported(table)
    assert exported(table) != exported(table, seed=2)


@pytest.mark.parametrize("seed", range(20))
def test_another_order_or_other_ids_of_the_rows_give_the_same_bytes(seed: int) -> None:
    """So nothing of the order or of the ids can be in the file, even for somebody who knows the seed."""
    table, rng = votes_table(seed=seed), random.Random(seed)
    rows = [{**row, "voter": f"{rng.random()}", "age": "99"} for row in table.rows]
    rng.shuffle(rows)
    assert exported(replace(table, rows=tuple(rows)), seed) == exported(table, seed)


def test_no_old_id_is_in_the_file_and_every_new_one_is_different() -> None:
    table = votes_table(200)
    text = exported(table)
    ids = [row[0] for row in csv_rows(text)][1:]
    assert len(set(ids)) == 200
    assert not [row["voter"] for row in table.rows if row["voter"] in text]


def test_two_exports_never_share_an_id() -> None:
    one, other = (exported_records(table, signed(export_plan(table), table)) for table in map(_by_seed, (1, 2)))
    assert not set(one.ids) & set(other.ids)


def _by_seed(seed: int) -> RecordRows:
    return votes_table(seed=seed)


Exporter = Callable[[RecordRows, int], Sequence[tuple[str, tuple[str, ...]]]]


def shuffled(table: RecordRows, seed: int) -> list[tuple[str, tuple[str, ...]]]:
    records = exported_records(table, signed(export_plan(table), table), seed=seed)
    return [*zip(records.ids, records.answers, strict=True)]


def in_order_of_arrival(table: RecordRows, seed: int) -> list[tuple[str, tuple[str, ...]]]:
    return [(f"{place:012x}", row) for place, row in enumerate(answers_of(table))]


def nearly_in_order(table: RecordRows, seed: int) -> list[tuple[str, tuple[str, ...]]]:
    """Rows of four at a time shuffled, ids after the old ones."""
    rng, rows = random.Random(seed), [*enumerate(answers_of(table))]
    rows.sort(key=lambda each: (each[0] // 4, rng.random()))
    return [(f"{place:012x}", row) for place, row in rows]


def sorted_by_answers(table: RecordRows, seed: int) -> list[tuple[str, tuple[str, ...]]]:
    return [(f"{random.Random(f'{seed} {row}').random()}", row) for row in sorted(answers_of(table))]


def rank_correlations(export: Exporter, compared: Callable[[RecordRows], list[tuple[str, ...]]]) -> tuple[float, float]:
    """Mean correlation over 200 exports between the rank of a row in ``compared`` and its place, and its id's rank.

    With no relation each has mean 0 and variance 1 / (n - 1).
    """
    places, ids = [], []
    for seed in range(200):
        table = votes_table(40, 10, seed=seed)
        rank = {row: number for number, row in enumerate(compared(table))}
        records = export(table, seed)
        ranks = [rank[row] for _, row in records]
        by_id = sorted(range(len(records)), key=lambda place: records[place][0])
        places.append(np.corrcoef(ranks, range(len(ranks)))[0, 1])
        ids.append(np.corrcoef([ranks[place] for place in by_id], range(len(ranks)))[0, 1])
    return float(np.mean(places)), float(np.mean(ids))


#: Four standard errors of a mean over 200 exports of 40 rows.
NO_RELATION = 4 / np.sqrt(200 * 39)


@pytest.mark.parametrize("compared", [answers_of, lambda table: sorted(answers_of(table))], ids=["arrival", "answers"])
def test_neither_place_nor_id_of_a_record_goes_with_its_arrival_or_its_answers(compared) -> None:
    place, by_id = rank_correlations(shuffled, compared)
    assert abs(place) < NO_RELATION
    assert abs(by_id) < NO_RELATION


@pytest.mark.parametrize(
    ("export", "compared"),
    [
        (in_order_of_arrival, answers_of),
        (nearly_in_order, answers_of),
        (sorted_by_answers, lambda table: sorted(answers_of(table))),
    ],
)  # fmt: skip
def test_an_export_that_keeps_an_order_would_be_found(export: Exporter, compared) -> None:
    assert abs(rank_correlations(export, compared)[0]) > NO_RELATION


def test_every_place_is_as_likely_for_the_first_who_came() -> None:
    """Chi-square over ten tenths of the file: 1,000 exports; 27.9 is passed by chance once in a thousand."""
    tenths = Counter()
    for seed in range(1000):
        table = votes_table(20, 6, seed=seed % 50)
        rows = [row for _, row in shuffled(table, seed)]
        tenths[rows.index(answers_of(table)[0]) * 10 // len(rows)] += 1
    assert sum((tenths[tenth] - 100) ** 2 / 100 for tenth in range(10)) < 27.9


def test_totals_less_the_records_would_tell_how_the_only_one_who_refused_voted() -> None:
    """Why an export is refused where fewer than 11 people gave no permission."""
    table = votes_table(30, 8, refused=1)
    plan = export_plan(table)
    totals = [Counter(row[column] for row in table.rows) for column in plan.columns]
    records = [Counter(row[column] for row in table.rows if row["may"] == "yes") for column in plan.columns]
    left = [[*(total - gone)] for total, gone in zip(totals, records, strict=True)]
    assert left == [[table.rows[0][column]] for column in plan.columns]


def test_numbers_stay_numbers_and_formulas_stay_text() -> None:
    table = votes_table(12, 1)
    plan = export_plan(table)
    values = ("-1", "=1+1", "0")
    rows = tuple({**row, "s1": values[place % 3]} for place, row in enumerate(table.rows))
    table, plan = replace(table, rows=rows), replace(plan, answers=(replace(plan.answers[0], values=values),))
    text = records_csv(exported_records(table, signed(plan, table)))
    assert {line.split(",")[1] for line in text.splitlines()[1:]} == {"-1", "'=1+1", "0"}
