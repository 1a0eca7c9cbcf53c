"""The framework of Example County: rounds of ratings, commitments, answers about where to begin; all made up."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from sharedsafety.core.strict_yaml import parse_yaml
from sharedsafety.folder.write import yaml_text

Row = dict[str, Any]


def write_framework(out: Path, plan_file: Path, *, seed: int) -> None:
    """Write ``framework.yaml``, ``plan.yaml``, ``ratings.csv``, ``commitments.csv`` and ``readiness.csv`` of a plan."""
    plan = parse_yaml(plan_file.read_text(encoding="utf-8"))
    (out / "framework.yaml").write_text(yaml_text(plan["framework"]), encoding="utf-8", newline="\n")
    (out / "plan.yaml").write_text(yaml_text(plan["plan"]), encoding="utf-8", newline="\n")
    _write(out / "ratings.csv", list(_ratings(plan, np.random.default_rng(seed))))
    _write(out / "commitments.csv", [{**_BLANK, **row} for row in plan["commitments"]])
    _write(out / "readiness.csv", list(_readiness(plan)))


def framework_words(plan_file: Path) -> dict[str, str]:
    """Return each line of the plan's tables with its Spanish translation."""
    words: dict[str, str] = parse_yaml(plan_file.read_text(encoding="utf-8"))["words_es"]
    return words


_BLANK = dict.fromkeys(
    ("about_kind", "about_id", "body", "sector", "role", "asked_on", "answered_on", "answer", "commitment", "due",
     "source"), ""
)  # fmt: skip


def _ratings(plan: Row, random: np.random.Generator) -> Iterator[Row]:
    """Yield counts drawn around the plan's level of each round, practice and kind; ``same`` adds one rater only."""
    for practice, kinds in plan["ratings"].items():
        for kind, levels in kinds.items():
            counts = np.zeros(5, int)
            for day, level in zip(plan["rounds"], levels, strict=True):
                raters = plan["few"] if practice in plan["few_of"][kind] else plan["raters"][kind]
                counts = counts + np.eye(5, dtype=int)[3] if level == "same" else _drawn(level, raters, random)
                evidence = plan["evidence"].get(f"{practice} {kind} {day}", "")
                for rating in np.flatnonzero(counts):
                    yield {
                        "round": day,
                        "practice": practice,
                        "rater_kind": kind,
                        "rating": int(rating),
                        "raters": int(counts[rating]),
                        "evidence": evidence,
                        "source": plan["rounds"][day],
                    }
                    evidence = ""


def _drawn(level: float | list[int], raters: int, random: np.random.Generator) -> np.ndarray:
    if isinstance(level, list):
        return np.array(level)
    return np.bincount(random.binomial(4, level / 4, size=raters), minlength=5)


def _readiness(plan: Row) -> Iterator[Row]:
    for day, answers in plan["readiness"].items():
        for question, (answer, note) in answers.items():
            source = plan["readiness_source"]
            yield {"answered_on": day, "question": question, "answer": answer, "note": note, "source": source}


def _write(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
