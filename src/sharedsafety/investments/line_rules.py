"""Which flow and which character a line has: the first rule of the mapping that fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from sharedsafety.investments.mapping_rules import LABELS, Rule

R = TypeVar("R", bound=Rule)


def fields_used(rules: Sequence[Rule]) -> tuple[str, ...]:
    """Return the label fields that the rules look at, in the order of ``LABELS``.

    >>> fields_used([Rule(words=("Salaries",))])
    ('object',)
    """
    used = {name for rule in rules for name in rule.where} | {"object" for rule in rules if rule.words}
    return tuple(name for name in LABELS if name in used)


def first_fitting(rules: Sequence[R], labels: Mapping[str, str]) -> R | None:
    """Return the first rule that fits a line with these labels, or None.

    >>> rules = [Rule(words=("Overtime",), where={"department": ("Police",)}), Rule(words=("overtime",))]
    >>> first_fitting(rules, {"department": "Fire", "object": "OVERTIME GENERAL"}) is rules[1]
    True
    """
    return next((rule for rule in rules if _fits(rule, labels)), None)


def _fits(rule: Rule, labels: Mapping[str, str]) -> bool:
    account = labels.get("object", "").casefold()
    in_place = all(labels[name] in values for name, values in rule.where.items())
    return in_place and (not rule.words or any(word.casefold() in account for word in rule.words))
