"""The opening words of reports (``reports.yaml``): the community's own, read and checked, never changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sharedsafety.core.findings import Finding
from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.folder.community import Community, OpeningWords
from sharedsafety.folder.yaml_in import shaped, yaml_content

FILE = "reports.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsFile:
    """The whole of ``reports.yaml``."""

    opening_words: tuple[OpeningWords, ...] = ()


def opening_words(root: Path) -> tuple[tuple[OpeningWords, ...], list[Finding]]:
    """Return the opening words of a folder with the findings about the file; none where there is no such file."""
    if not (root / FILE).exists():
        return (), []
    content, findings = yaml_content(root, FILE)
    if content is None:
        return (), findings or [Finding(code="file-empty", file=FILE)]
    read, found = shaped(content, ReportsFile, FILE)
    return (read.opening_words if read else ()), [*findings, *found]


def opening_words_findings(community: Community) -> Iterator[Finding]:
    """Yield what is wrong with opening words: an unknown report or language, nothing said, too much, or said twice.

    Source: data/report/reports.yaml.
    """
    catalogue = read_catalogue("report/reports")
    lists = {"report": [one["code"] for one in catalogue["reports"]], "language": list(community.profile.languages)}
    seen: set[tuple[str, str]] = set()
    for words in community.opening_words:
        for key, allowed in lists.items():
            value = getattr(words, key)
            if value not in allowed:
                yield _finding("not-on-list", words, key, value=value, allowed=", ".join(allowed))
        for key in ("said_by", "text"):
            if not getattr(words, key).strip():
                yield _finding("cell-missing", words, key)
        if len(words.text) > catalogue["longest_opening_words"]:
            yield _finding("opening-words-long", words, "text", limit=catalogue["longest_opening_words"])
        if (words.report, words.language) in seen:
            yield _finding("opening-words-twice", words, "report", report=words.report, language=words.language)
        seen.add((words.report, words.language))


def _finding(code: str, words: OpeningWords, key: str, **params: object) -> Finding:
    return Finding(code=code, file=FILE, column=f"{words.report}.{words.language}.{key}", params=params)
