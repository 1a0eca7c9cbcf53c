"""Groups of a table whose answers to a sensitive question are so alike that numbers tell what each person said."""

from __future__ import annotations

from collections.abc import Iterator

from sharedsafety.core.disclosure.people_table import MARGIN, PeopleTable
from sharedsafety.core.disclosure.sums import children_of
from sharedsafety.core.findings import Finding
from sharedsafety.core.homogeneity import homogeneity_findings


def alike_answers(table: PeopleTable) -> Iterator[Finding]:
    """Yield a warning for each group whose answers are too alike, or too few; it holds no number.

    A group is everything in a row but the answer; groups with an unknown answer are left out.

    Source: trust.md 7.5; data/core/group_rules.yaml.

    >>> labels = (("men", "yes"), ("men", "no"))
    >>> table = PeopleTable(dimensions=("sex", "hurt"), labels=labels, counts=(60, 2), sensitive="hurt")
    >>> [finding.params["group"] for finding in alike_answers(table)]
    ['men']
    """
    if table.sensitive not in table.dimensions:
        return
    place = table.dimensions.index(table.sensitive)
    answers = set(children_of(table, place)[MARGIN])
    groups: dict[tuple[str, ...], dict[str, float | None]] = {}
    for labels, count in zip(table.labels, table.counts, strict=True):
        if labels[place] in answers:
            groups.setdefault((*labels[:place], *labels[place + 1 :]), {})[labels[place]] = count
    for group, counts in groups.items():
        known: dict[str, float] = {answer: count for answer, count in counts.items() if count is not None}
        if len(known) == len(counts) and any(known.values()):
            yield from homogeneity_findings(" / ".join(group), known, sensitive=True, file=table.name)
