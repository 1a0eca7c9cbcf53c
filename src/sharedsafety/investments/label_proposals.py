"""What an unseen table says of its lines: labels, whose rows they are, and rows that only sum up others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from sharedsafety.investments.column_kinds import ColumnKinds
from sharedsafety.investments.doubts import Doubt, Questions
from sharedsafety.investments.label_weights import LabelWeights
from sharedsafety.investments.mapping import KeepRows
from sharedsafety.investments.mapping_rules import LabelField, LeaveOut
from sharedsafety.investments.subtotal_rows import subtotals

Labels = dict[LabelField, str]
LABEL_FIELDS: tuple[LabelField, ...] = get_args(LabelField)
#: A choice between columns is asked only for the fields that money is grouped by.
_ASKED = ("department", "program", "fund")


def labels_proposed(kinds: ColumnKinds, questions: Questions) -> Labels:
    """Return the column of each field of a line; of several for one field the likeliest, and a question."""
    found: Labels = {}
    for field in LABEL_FIELDS:
        names = kinds.labels.get(field, ())
        if not names:
            continue
        chosen = names[0]
        if len(names) > 1 and field in _ASKED:
            doubt = Doubt(
                id=f"column:{field}", question="column", params={"field": field}, choices=names, assumed=chosen
            )
            chosen = questions.ask(doubt)
        if chosen not in found.values():
            found[field] = chosen
    return found


def rows_proposed(kinds: ColumnKinds, weights: LabelWeights, questions: Questions) -> tuple[KeepRows, ...]:
    """Return which rows are this community's, where a column names several governments; all, unless said."""
    if kinds.entity is None:
        return ()
    texts = {text: weighed for text, weighed in weights.texts[kinds.entity].items() if text}
    rows, cents = (sum(each[part] for each in texts.values()) for part in (0, 1))
    doubt = Doubt(
        id="rows",
        question="rows",
        params={"column": kinds.entity, "count": len(texts)},
        choices=("all", *sorted(texts)),
        assumed="all",
        rows=rows,
        cents=cents,
    )
    answer = questions.ask(doubt)
    return () if answer == "all" else (KeepRows(column=kinds.entity, equals=(answer,)),)


def leave_out_proposed(labels: Labels, weights: LabelWeights, questions: Questions) -> tuple[LeaveOut, ...]:
    """Return the rule that leaves out rows which are sums of their neighbours without saying so."""
    found = subtotals(weights)
    if found is None:
        return ()
    field = next(field for field, name in labels.items() if name == found.column)
    doubt = Doubt(id="subtotals", question="subtotals", params={"count": found.rows, "field": field},
                  choices=("leave-out", "keep"), assumed="leave-out", rows=found.rows, cents=found.cents)  # fmt: skip
    if questions.ask(doubt) == "keep":
        return ()
    first = next(iter(labels))
    where: Mapping[LabelField, tuple[str, ...]] = {field: ("",)}
    if found.labels and first != field:
        where = {first: found.labels, **where}
    return (LeaveOut(where=dict(where), reason="These rows are sums of the rows beside them."),)
