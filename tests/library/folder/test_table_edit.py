"""Rows go into a CSV text and every other character stays, whatever a spreadsheet program made of it."""

from __future__ import annotations

import pytest

from sharedsafety.folder.table_edit import EditedTable

COLUMNS = ("id", "value", "note")


def edited(text: str) -> EditedTable:
    return EditedTable(text, COLUMNS)


def test_a_table_that_is_not_there_is_made_with_its_header() -> None:
    table = edited("")
    table.add([{"id": "a", "value": "1"}], by="id")
    assert table.content() == b"id,value,note\na,1,\n"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("id,value\na,1\nb,2\n", "id,value\na,1\na,9\nb,2\n"),
        ("id;value\r\na;1\r\nb;2", "id;value\r\na;1\r\na;9\r\nb;2\r\n"),
        ("id\tvalue\na\t1\n\nb\t2\n", "id\tvalue\na\t1\na\t9\n\nb\t2\n"),
        ('id,value,note\na,1,"x\ny"\nb,2,\n', 'id,value,note\na,1,"x\ny"\na,9,\nb,2,\n'),
        ("value,id\n1,a\n2,b\n", "value,id\n1,a\n9,a\n2,b\n"),
    ],
)
def test_a_row_stands_after_the_last_of_its_kind(text: str, made: str) -> None:
    table = edited(text)
    table.add([{"id": "a", "value": "9"}], by="id")
    assert table.content() == made.encode()


def test_a_row_of_a_new_kind_stands_at_the_end() -> None:
    table = edited("id,value\na,1\n")
    table.add([{"id": "c", "value": "3"}, {"id": "c", "value": "4"}], by="id")
    assert table.content() == b"id,value\na,1\nc,3\nc,4\n"


def test_a_column_that_was_missing_is_added_to_every_row() -> None:
    table = edited('id,value\na,"1"\n')
    table.add([{"id": "b", "note": "new"}], by="id")
    assert table.content() == b'id,value,note\na,"1",\nb,,new\n'


def test_a_replaced_row_keeps_its_place() -> None:
    table = edited("id,value\na,1\nb,2\nc,3\n")
    (place,) = [at for at, row in table.rows() if row["id"] == "b"]
    table.replace(place, {"id": "b", "value": "7"})
    assert table.content() == b"id,value\na,1\nb,7\nc,3\n"


@pytest.mark.parametrize(
    ("cell", "written"), [("=1+1", "'=1+1"), ("-2.5", "-2.5"), ("- two", "'- two"), ("1e-3", "1e-3")]
)
def test_text_can_not_become_a_formula_and_numbers_stay_numbers(cell: str, written: str) -> None:
    table = edited("")
    table.add([{"id": "a", "note": cell}], by="id")
    assert table.content().decode().splitlines()[1] == f"a,,{written}"
