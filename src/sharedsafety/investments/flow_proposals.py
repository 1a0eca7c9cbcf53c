"""Which lines of an unseen table are spending, revenue, or money passed on inside the same government."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

from sharedsafety.investments.column_kinds import ColumnKinds
from sharedsafety.investments.column_profiles import TableProfile
from sharedsafety.investments.column_words import flow_named, passed_on_named
from sharedsafety.investments.doubts import Doubt, Questions
from sharedsafety.investments.label_proposals import Labels
from sharedsafety.investments.label_weights import LabelWeights
from sharedsafety.investments.mapping import FromColumn
from sharedsafety.investments.mapping_rules import Flow, FlowRule, LabelField

_KINDS = ("expenditure", "revenue", "transfer_out", "transfer_in")
_FIELDS: tuple[LabelField, ...] = ("object", "program", "description", "department")
_SHOWN = 5


def account_type_proposed(
    kinds: ColumnKinds, profile: TableProfile, weights: LabelWeights, questions: Questions
) -> FromColumn | None:
    """Return what each mark of revenue or spending means; unknown marks and blanks are asked about."""
    name = kinds.account_type
    if name is None:
        return None
    values: dict[str, str] = {}
    column = next(column for column in profile.columns if column.name == name)
    for text in sorted(column.texts):
        values[text] = flow_named(text) or _asked(text, name, weights, questions)
    if weights.of(name, "")[0]:
        values[""] = _asked("", name, weights, questions)
    return FromColumn(column=name, values=values)


def _asked(text: str, column: str, weights: LabelWeights, questions: Questions) -> str:
    rows, cents = weights.of(column, text)
    return questions.ask(
        Doubt(
            id=f"kind:{text}" if text else "kind:blank",
            question="kind_value" if text else "kind_blank",
            params={"value": text, "column": column},
            choices=_KINDS,
            assumed="expenditure",
            rows=rows,
            cents=cents,
        )
    )


def sign_proposed(
    kinds: ColumnKinds, profile: TableProfile, weights: LabelWeights, questions: Questions
) -> Literal[1, -1]:
    """Return -1 where spending is published as negative: where it sums up below zero, and most amounts are."""
    names = {*kinds.wide, *(each.name for each in kinds.amounts)}
    columns = [column for column in profile.columns if column.name in names]
    mostly = 2 * sum(each.negative for each in columns) > sum(max(each.pointed, each.comma) for each in columns)
    if kinds.account_type:
        texts = weights.texts[kinds.account_type]
        spending = [weighed for text, weighed in texts.items() if flow_named(text) == "expenditure"]
    else:
        spending = [weights.all]
    rows, cents = (sum(each[part] for each in spending) for part in (0, 1))
    if cents >= 0:
        return 1
    doubt = Doubt(id="sign", question="sign", choices=("negative", "positive"),
                  assumed="negative" if mostly or kinds.account_type else "positive",
                  rows=rows, cents=cents)  # fmt: skip
    return -1 if questions.ask(doubt) == "negative" else 1


def passed_on_proposed(labels: Labels, weights: LabelWeights, questions: Questions) -> tuple[FlowRule, ...]:
    """Return rules for money that looks passed on to another part of the same government."""
    found: dict[tuple[Flow, LabelField], list[str]] = defaultdict(list)
    rows = cents = 0
    for field in (field for field in _FIELDS if field in labels):
        for text, weighed in weights.texts[labels[field]].items():
            if (flow := passed_on_named(text)) and weighed[0]:
                found["transfer_out" if flow == "transfer_out" else "internal_charge", field].append(text)
                rows, cents = rows + weighed[0], cents + weighed[1]
    if not found:
        return ()
    texts = list(dict.fromkeys(text for each in found.values() for text in each))
    names = ", ".join(texts[:_SHOWN]) + (" ..." if len(texts) > _SHOWN else "")
    doubt = Doubt(id="transfers", question="transfers", params={"names": names}, choices=("mark", "spending"),
                  assumed="mark", rows=rows, cents=cents)  # fmt: skip
    if questions.ask(doubt) == "spending":
        return ()
    return tuple(FlowRule(flow=flow, where={field: tuple(sorted(each))}) for (flow, field), each in found.items())
