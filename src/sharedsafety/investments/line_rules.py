"""Which rule of the mapping fits a line: the first whose words and places do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sharedsafety.investments.labels import Coded
from sharedsafety.investments.mapping_rules import Rule


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


def _fits(rule: Rule, labels: Mapping[str, Coded]) -> Any:
    """Return for each line whether the rule fits it."""
    import numpy as np

    words = [word.casefold() for word in rule.words]
    fits = [labels[name].mask(values.__contains__) for name, values in rule.where.items()]
    if words:
        fits.append(labels["object"].mask(lambda text: any(word in text.casefold() for word in words)))
    return np.logical_and.reduce(fits) if fits else np.ones(len(labels["object"].codes), dtype=bool)
