"""Several verdicts side by side: claims of change that would not stand among so many looks are taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sharedsafety.core.multiple_looks import benjamini_hochberg
from sharedsafety.progress.results import Look, Verdict
from sharedsafety.progress.rules import ladder_rules


def standing(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Return the verdicts in order, each as it stands beside the others; those without a p are not touched.

    What is taken back reads "no clear change", with the flag ``bh_filtered``.
    Source: method.md 5.3, Benjamini and Hochberg 1995.

    >>> clear = Verdict(state="improving", method="mann_kendall", reason="clear_change", p=0.04)
    >>> unclear = Verdict(state="no_clear_change", method="mann_kendall", reason="within_chance", p=0.9)
    >>> [each.state for each in standing([clear, unclear, unclear])]
    ['no_clear_change', 'no_clear_change', 'no_clear_change']
    """
    tested = [at for at, verdict in enumerate(verdicts) if verdict.p is not None]
    p_values = [verdict.p for verdict in verdicts if verdict.p is not None]
    stands = benjamini_hochberg(p_values, q=ladder_rules().false_discovery).stands
    fell = {at for at, holds in zip(tested, stands, strict=True) if not holds}
    return tuple(_taken_back(verdict) if at in fell else verdict for at, verdict in enumerate(verdicts))


def looks_of(verdicts: Sequence[Verdict]) -> tuple[Look | None, ...]:
    """Return where each verdict stands among all tests, in order; None for those without a p.

    >>> clear = Verdict(state="improving", method="mann_kendall", reason="clear_change", p=0.04)
    >>> looks_of([clear])
    (Look(tests=1, rank=1, limit=0.1, stands=True),)
    """
    p_values = [verdict.p for verdict in verdicts if verdict.p is not None]
    found = benjamini_hochberg(p_values, q=ladder_rules().false_discovery)
    looks = (
        Look(tests=len(p_values), rank=rank, limit=limit, stands=stands)
        for rank, limit, stands in zip(found.ranks, found.limits, found.stands, strict=True)
    )
    return tuple(next(looks) if verdict.p is not None else None for verdict in verdicts)


def _taken_back(verdict: Verdict) -> Verdict:
    if verdict.state == "no_clear_change":
        return verdict
    flags = (*verdict.flags, "bh_filtered")
    return replace(verdict, state="no_clear_change", reason="filtered_multiple_looks", flags=flags)
