"""A cell is read exactly or refused; nothing a file can hold makes the reader slow or wrong."""

from __future__ import annotations

import pytest

from sharedsafety.folder.cells import CellFault, cell_value
from sharedsafety.folder.shape import Column


@pytest.mark.parametrize("kind", ["number", "share", "money", "integer"])
@pytest.mark.parametrize(
    "text", ["nan", "inf", "1e400", "1e99999999", "9" * 5000, "１２", "٣", "1_0", "=1+1", "\u200f5", "0x1", "1e"]
)
def test_what_is_no_plain_number_is_refused(kind: str, text: str) -> None:
    with pytest.raises(CellFault):
        cell_value(text, Column(name="x", type=kind))


@pytest.mark.parametrize("text", ["92233720368547758.08", "0.001", "9" * 40])
def test_money_that_a_ledger_can_not_hold_is_refused(text: str) -> None:
    with pytest.raises(CellFault) as caught:
        cell_value(text, Column(name="control_total_usd", type="money"))
    assert caught.value.code == "text-in-amount"


def test_money_is_read_to_the_cent() -> None:
    assert cell_value("-92233720368547758.07", Column(name="x", type="money")) == -(2**63 - 1)
