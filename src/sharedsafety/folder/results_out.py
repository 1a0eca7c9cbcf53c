"""Writing an assessment to a folder: ``assessment.json``, every table as CSV, every chart as SVG."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sharedsafety.core.whole_folder import refuse_other_content, replaced_folder
from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.charts_out import chart_files
from sharedsafety.folder.json_out import assessment_json
from sharedsafety.folder.tables_out import table_files

#: By these an earlier result is known: a folder with anything else in it is never replaced.
_RESULT: dict[str, Any] = {"known_by": "assessment.json", "holds": ("assessment.json", "tables", "charts")}


def refuse_unless_result(out: Path) -> None:
    """Return nothing where a result may be written; asked before the long work begins.

    Raises:
        BadInput: ``out`` holds something that is not a result of this program.
    """
    refuse_other_content(out, **_RESULT)


def result_files(assessment: Assessment, *, charts: bool = True) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a result as (path, bytes); the same assessment gives the same bytes."""
    yield "assessment.json", assessment_json(assessment).encode("utf-8")
    for name, content in table_files(assessment):
        yield f"tables/{name}", content
    for name, content in chart_files(assessment) if charts else ():
        yield f"charts/{name}", content


def write_results(assessment: Assessment, out: Path, *, charts: bool = True) -> tuple[Path, ...]:
    """Write a result to ``out`` and return its files; an earlier result there is replaced at the end, in one step.

    Raises:
        BadInput: ``out`` holds something that is not a result of this program.
    """
    with replaced_folder(out, **_RESULT) as fresh:
        for name, content in result_files(assessment, charts=charts):
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            (fresh / name).write_bytes(content)
    return tuple(sorted(path for path in out.rglob("*") if path.is_file()))
