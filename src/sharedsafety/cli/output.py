"""What a verb hands back, and how it is printed: text for people or one JSON object, and the exit status."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sharedsafety.core.findings import Finding
from sharedsafety.core.plain_text import on_one_line

DONE, FOUND, WRONG_CALL, UNREADABLE = 0, 1, 2, 3
#: Warnings and notes of one kind that people read before they are only counted.
SHOWN_OF_A_KIND = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result of one verb.

    Args:
        text: what people read on standard output.
        data: the same content as one JSON object.
        findings: faults the user must mend; errors among them make the exit status 1.
    """

    text: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def status(self) -> int:
        """Return 1 when something must be mended, else 0."""
        return FOUND if any(finding.severity == "error" for finding in self.findings) else DONE


def write_outcome(outcome: Outcome, *, as_json: bool) -> int:
    """Print an outcome and return its exit status."""
    if as_json:
        rows = [finding.as_row() for finding in outcome.findings]
        _write(json.dumps({**outcome.data, "problems": rows}, ensure_ascii=False, indent=1, sort_keys=True))
    else:
        text = "\n".join(map(on_one_line, outcome.text.split("\n")))
        _write("\n".join(part for part in (text, findings_text(outcome.findings)) if part))
    return outcome.status


def show_step(step: str) -> None:
    """Show which step of long work begins, where somebody watches the terminal."""
    if sys.stderr.isatty():
        from sharedsafety.report.names import name

        sys.stderr.write(f"  {name('step', step)} ...\n")


def write_refusal(*findings: Finding, as_json: bool) -> None:
    """Print why the input can't be used at all: one fault as a sentence, several as a list."""
    if as_json:
        rows = [finding.as_row() for finding in findings]
        _write(json.dumps({"problems": rows}, ensure_ascii=False, indent=1, sort_keys=True))
    else:
        sys.stderr.write(f"{findings[0].sentence() if len(findings) == 1 else findings_text(findings)}\n")


def findings_text(findings: tuple[Finding, ...]) -> str:
    """Return the findings as lines for people: errors first, each with its place and what to do.

    Of a warning or note that comes again and again the first three are shown; errors are all shown.

    >>> findings_text((Finding(code="file-missing", file="community.yaml"),)).splitlines()[0]
    'error    community.yaml: the file is missing. Add the file, or take its name out of the folder. [file-missing]'
    """
    order = ("error", "warning", "note")
    first = {finding.code: place for place, finding in reversed(list(enumerate(findings)))}
    ranked = sorted(findings, key=lambda finding: (order.index(finding.severity), first[finding.code]))
    return "\n".join(_lines(ranked))


def _lines(ranked: list[Finding]) -> Iterator[str]:
    of_kind = Counter(finding.code for finding in ranked)
    seen: Counter[str] = Counter()
    for finding in ranked:
        seen[finding.code] += 1
        if finding.severity == "error" or seen[finding.code] <= SHOWN_OF_A_KIND:
            yield f"{finding.severity:8} {finding.sentence()} [{finding.code}]"
        elif seen[finding.code] == of_kind[finding.code]:
            yield f"{'':8} {of_kind[finding.code] - SHOWN_OF_A_KIND} more of this kind; --json lists all."


def _write(text: str) -> None:
    if text:
        sys.stdout.write(f"{text}\n")
