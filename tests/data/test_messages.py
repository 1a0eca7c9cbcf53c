"""Every finding has its sentences in English and Spanish, with the same values to fill in."""

from __future__ import annotations

import string

import pytest

from sharedsafety.core.findings import finding_sentences
from sharedsafety.core.reviewed import catalogues_named, read_catalogue


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", sorted(finding_sentences()))
def test_a_finding_is_told_in_both_languages_with_equal_blanks(code: str) -> None:
    entry = finding_sentences()[code]
    assert entry["severity"] in {"error", "warning", "note"}
    for part in ("message", "fix"):
        assert set(entry[part]) == {"en", "es"}
        assert blanks(entry[part]["en"]) == blanks(entry[part]["es"])
        assert entry[part]["en"].strip()[-1] in ".?"


def test_a_code_stands_in_one_chapter_only() -> None:
    codes = [code for data_id in catalogues_named("messages") for code in read_catalogue(data_id)]
    assert len(codes) == len(set(codes))
