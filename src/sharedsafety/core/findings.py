"""What is wrong, where, and what to do: one finding for each fault in the user's input."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from sharedsafety.core.plain_text import on_one_line
from sharedsafety.core.reviewed import catalogues_named, read_catalogue

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing the user should know or mend.

    Args:
        code: stable name of the rule; its sentences are in ``data/<chapter>/messages.yaml``.
        file: path inside the folder, as the user knows it.
        row: line of the file as a spreadsheet counts it (the header is row 1).
        column: name of the column or key.
        params: values the sentences mention.

    >>> Finding(code="text-in-amount", file="l.csv", row=7, column="Amount", params={"value": "n/a"}).sentence("en")
    "l.csv, row 7, column Amount: 'n/a' is not an amount of money. Write digits only, or leave the cell empty."
    """

    code: str
    file: str | None = None
    row: int | None = None
    column: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """Return ``error`` (must be mended), ``warning`` (should be looked at) or ``note``."""
        severity: Severity = finding_sentences()[self.code]["severity"]
        return severity

    def message(self, language: str = "en") -> str:
        """Return what is wrong, without the place."""
        return self._text("message", language)

    def fix(self, language: str = "en") -> str:
        """Return what to do about it."""
        return self._text("fix", language)

    def place(self, language: str = "en") -> str:
        """Return file, row and column as one phrase, or an empty text."""
        words = read_catalogue("core/places")
        parts = {"row": self.row, "column": self.column}
        named = (f"{words[part][language]} {value}" for part, value in parts.items() if value not in (None, ""))
        return _with_short_words(", ".join([*([self.file] if self.file else []), *named]))

    def sentence(self, language: str = "en") -> str:
        """Return place, message and fix as one line for people."""
        place = self.place(language)
        text = f"{self.message(language)} {self.fix(language)}"
        return on_one_line(f"{place}: {text}" if place else text)

    def as_row(self, language: str = "en") -> dict[str, Any]:
        """Return the finding as the JSON row that the command line prints."""
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.file,
            "row": self.row,
            "column": self.column,
            "message": self.message(language),
            "fix": self.fix(language),
        }

    def stored(self) -> dict[str, Any]:
        """Return the finding as plain JSON values, without its words; ``Finding(**stored)`` is the finding again."""
        params = {name: str(value) for name, value in self.params.items()}
        return {"code": self.code, "file": self.file, "row": self.row, "column": self.column, "params": params}

    def _text(self, part: str, language: str) -> str:
        text: str = finding_sentences()[self.code][part][language]
        return _with_short_words(text.format(**self.params))


def _with_short_words(text: str) -> str:
    """Return a text in which a word of thousands of characters, an id or a name of a file, shows its beginning."""
    limits = read_catalogue("core/limits")
    longest, shown = limits["longest_word_told"], limits["characters_shown"]
    return re.sub(rf"\S{{{longest + 1},}}", lambda found: f"{found[0][:shown]}…", text)


@cache
def finding_sentences() -> dict[str, Any]:
    """Return code -> severity, message and fix (each in English and Spanish) over all chapters.

    Source: data/<chapter>/messages.yaml; a code stands in one chapter only.
    """
    merged: dict[str, Any] = {}
    for data_id in catalogues_named("messages"):
        merged |= read_catalogue(data_id)
    return merged
