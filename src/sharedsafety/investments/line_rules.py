"""Which rule of the mapping fits a line: the first whose words and places do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sharedsafety.investments.labels import Coded, constant
from sharedsafety.investments.mapping_rules import LABELS, LeaveOut, Rule


def fitting(labels: Mapping[str, Coded], rules: Sequence[Rule]) -> Coded:
    """Return for each line the place of the first rule that fits, or None.

    >>> import numpy as np
    >>> labels = {
    ...     "department": Coded(np.array([0, 1]), ("Police", "Fire")),
    ...     "object": Coded(np.array([0, 0]), ("OVERTIME GENERAL",)),
    ... }
    >>> rules = [Rule(words=("Overtime",), where={"department": ("Police",)}), Rule(words=("overtime",))]
    >>> found = fitting(labels, rules)
    >>> [found.values[code] for code in found.codes]
    [0, 1]
    """
    import numpy as np

    places = np.full(len(labels["object"].codes), len(rules), dtype=np.int32)
    for place, rule in reversed(list(enumerate(rules))):
        places[_fits(rule, labels)] = place
    return Coded(places, (*range(len(rules)), None)) if rules else Coded(places, (None,))


def sums_of_others(labels: Mapping[str, Coded], rules: Sequence[LeaveOut], rows: int) -> Any:
    """Return which of the rows a rule leaves out by a blank label: they sum up others, and no total adds them."""
    import numpy as np

    known = {name: labels.get(name) or constant("", rows) for name in LABELS}
    blank = [rule for rule in rules if any("" in values for values in rule.where.values())]
    return np.logical_or.reduce([np.zeros(rows, dtype=bool), *(_fits(rule, known) for rule in blank)])


def _fits(rule: Rule, labels: Mapping[str, Coded]) -> Any:
    """Return for each line whether the rule fits it."""
    import numpy as np

    words = [word.casefold() for word in rule.words]
    fits = [labels[name].mask(values.__contains__) for name, values in rule.where.items()]
    if words:
        fits.append(labels["object"].mask(lambda text: any(word in text.casefold() for word in words)))
    return np.logical_and.reduce(fits) if fits else np.ones(len(labels["object"].codes), dtype=bool)
