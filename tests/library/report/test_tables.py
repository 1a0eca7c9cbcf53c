"""Tables: exact numbers with what is needed to judge them, safe in a spreadsheet, nothing of what is not shown."""

from __future__ import annotations

import csv
import io

from sharedsafety.investments.results import Agreement
from sharedsafety.report import tables

from . import samples


def test_a_row_of_money_names_its_denominator_basis_and_interval() -> None:
    row = tables.money_table("family", samples.view())[0]
    assert row["name"] == "Police, courts, jail and probation"
    assert (row["amount_usd"], row["denominator"], row["denominator_usd"]) == (418e6, "P", samples.P)
    assert (row["basis"], row["interval"]) == (samples.BASIS, "90 % of codings")


def test_a_label_that_looks_like_a_formula_is_written_as_text() -> None:
    written = tables.csv_bytes(tables.money_table("stated_label", samples.view())).decode()
    rows = list(csv.DictReader(io.StringIO(written)))
    assert rows[1]["name"] == "'=Housing and homelessness"
    assert float(rows[1]["amount_usd"]) == 200e6
    assert "\r" not in written


def test_a_negative_number_stays_a_number() -> None:
    assert tables.csv_bytes([{"a": -3.5, "b": "-3.5"}]) == b"a,b\n-3.5,'-3.5\n"


def test_a_point_that_is_not_shown_has_its_code_and_no_number() -> None:
    hidden = next(row for row in tables.series_table(samples.yearly()) if row["period"] == "2018")
    assert hidden["code"] == "S"
    assert all(hidden[column] is None for column in ("value", *tables.FIGURE_COLUMNS))


def test_a_group_that_is_not_shown_has_no_number_even_where_one_is_given() -> None:
    rows = [row for row in tables.groups_table(samples.result()) if row["group"] == "Other languages"]
    assert len(rows) == 3
    assert all(row["value"] is None for row in rows)


def test_a_pair_out_of_order_stands_in_the_table_in_words() -> None:
    agreement = Agreement(
        kind="ranks_S4", overlap=None, dollars_to_move=None, diagnostics={}, tau=samples.part(0.3),
        discordant=(("a", "b"),),
    )  # fmt: skip
    tau, pair = tables.agreement_table([agreement], {"a": "Heal", "b": "Police"})
    assert (tau["measure"], tau["value"], tau["sentence"]) == ("tau", 0.3, None)
    assert (pair["ids"], pair["value"]) == ("a b", None)
    assert pair["sentence"] == '"Heal" is stated as more important than "Police", and has less money.'
    assert tuple(tau) == tuple(pair)


def test_every_row_of_a_table_has_the_same_columns() -> None:
    view = samples.view()
    for rows in (
        tables.money_table("family", view), tables.totals_table(view), tables.change_table(samples.CHANGE),
        tables.outturn_table([samples.ESTIMATE]), tables.series_table(samples.yearly()),
        tables.groups_table(samples.result()),
    ):  # fmt: skip
        assert len({tuple(row) for row in rows}) == 1
        assert tables.csv_bytes(rows) == tables.csv_bytes(rows)
