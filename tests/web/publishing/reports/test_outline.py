"""The outline of the reports is whole: each section has what fills it or the words that stand in for it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.health.test_report_words import refused

from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.report.sentences import has_sentence, keys
from sharedsafety_web.publishing.reports import make
from sharedsafety_web.publishing.reports.outline import outline

PUBLISHING = Path(make.__file__).parents[1]
GROUPS = tuple(group for group in read_catalogue("report/reports_sentences"))


def words() -> Iterator[tuple[str, dict[str, str]]]:
    for report in outline().reports:
        yield f"{report.code} title", dict(report.title)
        yield f"{report.code} about", dict(report.about)
    for code, section in outline().sections.items():
        for part in ("title", "missing", "brings"):
            if getattr(section, part):
                yield f"{code} {part}", dict(getattr(section, part))


def test_each_section_a_report_names_is_described_and_none_is_described_in_vain() -> None:
    named = {code for report in outline().reports for code in report.sections}
    assert named == set(outline().sections)


def test_each_section_is_filled_or_says_what_is_missing_and_who_brings_it() -> None:
    filled = {*make.BUILDERS, *make.SPREAD}
    assert filled <= set(outline().sections)
    for code, section in outline().sections.items():
        assert (section.missing is None) == (section.brings is None), code
        assert code in filled or section.missing, code


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_text_stands_in_both_languages_without_a_refused_word(language: str) -> None:
    assert {key for key, text in words() if set(text) != {"en", "es"}} == set()
    assert {key: refused(text[language], language) for key, text in words() if refused(text[language], language)} == {}


def constants() -> set[str]:
    """Every text constant of the package and every sentence that its templates say."""
    found: set[str] = set()
    for path in PUBLISHING.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    for path in PUBLISHING.rglob("templates/**/*.html"):
        found |= set(re.findall(r"""\{% said ["']([\w.]+)["']""", path.read_text(encoding="utf-8")))
    return found


def test_each_sentence_that_the_reports_name_is_there() -> None:
    named = {text for text in constants() if re.fullmatch(rf"(?:{'|'.join(GROUPS)})\.[a-z_]+", text)}
    assert named
    assert {key for key in named if not has_sentence(key)} == set()


def test_no_sentence_of_the_reports_is_left_over() -> None:
    found = constants()
    own = [key for key in keys() if key.partition(".")[0] in GROUPS]
    parts = {text for text in found if re.fullmatch(r"[a-z_]+", text)}
    used = {key for key in own if key in found or key.partition(".")[2].removesuffix("_asked") in parts}
    assert [key for key in own if key not in used] == []
