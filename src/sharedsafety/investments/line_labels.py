"""What the lines of a ledger say: labels and program keys, after the rules of the mapping that mend them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sharedsafety.investments.labels import Coded, combined, constant
from sharedsafety.investments.mapping_rules import LABELS, ProgramFrom, Relabel
from sharedsafety.investments.program_keys import program_key, slug
from sharedsafety.investments.published_rows import Rows
from sharedsafety.investments.reading_plan import AmountSpec

_FOOTNOTE = re.compile(r"\s*\(\d+\)$")


def published_labels(rows: Rows, spec: AmountSpec, department_names: Mapping[str, str]) -> dict[str, Coded]:
    """Return every label field of the rows, for one column of amounts; what a file does not say is empty."""
    count = len(rows.numbers)
    found = dict(rows.labels)
    for name, text in spec.labels.items():
        found[name] = constant(department_names.get(text, text) if name == "department" else text, count)
    labels = {name: found.get(name) or constant("", count) for name in LABELS}
    if not any(labels["fund_code"].values):  # a publisher without fund codes: the name is the code
        labels["fund_code"] = labels["fund"]
    return labels


def relabelled(labels: dict[str, Coded], rules: Sequence[Relabel], places: Coded) -> dict[str, Coded]:
    """Return the labels with the texts that the rule at each line's place sets."""

    sets: list[dict[str, str]] = [{str(name): text for name, text in rule.set.items()} for rule in rules]

    def mended(name: str) -> Coded:
        return combined([places, labels[name]], lambda at, text: text if at is None else sets[at].get(name, text))

    return labels | {name: mended(name) for name in LABELS if any(name in texts for texts in sets)}


def program_labels(labels: Mapping[str, Coded], rules: Sequence[ProgramFrom], places: Coded) -> tuple[Coded, Coded]:
    """Return program keys and names; where a rule fits, the item is the program: its key follows the old one."""
    keys = combined([labels[name] for name in ("department", "program_code", "program")], program_key)
    if not rules:
        return keys, labels["program"]
    fields = tuple(dict.fromkeys(rule.field for rule in rules))

    def item(at: int | None, *texts: str) -> str:
        return "" if at is None else without_footnote(dict(zip(fields, texts, strict=True))[rules[at].field])

    items = combined([places, *(labels[name] for name in fields)], item)
    keys = combined([keys, items], lambda key, text: ".".join(part for part in (key, slug(text)) if part))
    return keys, combined([labels["program"], items], lambda program, text: text or program)


def without_footnote(text: str) -> str:
    """Return the text without the mark of a footnote at its end.

    >>> without_footnote("Lifeline Reimbursement Program (6)")
    'Lifeline Reimbursement Program'
    """
    return _FOOTNOTE.sub("", text)
