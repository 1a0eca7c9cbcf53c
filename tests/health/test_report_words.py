"""Every code that a result can carry has words in both languages, and no template says more than it may."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.investments.lamps import lamp_settings
from sharedsafety.investments.results import LampName, LampState
from sharedsafety.progress.ladder import LADDER
from sharedsafety.progress.results import VerdictState
from sharedsafety.progress.verdicts import NEEDED
from sharedsafety.report.glossary import glossary
from sharedsafety.report.lamp_sentences import reason_key
from sharedsafety.report.names import kinds, names
from sharedsafety.report.sentences import fields, has_sentence, keys, template

SOURCE = Path(__file__).parents[2] / "src" / "sharedsafety"
LANGUAGES = ("en", "es")


def trees(chapter: str) -> Iterator[ast.AST]:
    for path in sorted((SOURCE / chapter).glob("*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"))


def texts(node: ast.AST) -> set[str]:
    """Return every code-like text constant below a node."""
    found = {each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    return {text for text in found if re.fullmatch(r"[a-z][a-z_0-9]*[a-z0-9]", text)}


def given(chapter: str, keyword: str) -> set[str]:
    """Return the text constants that a chapter gives for a keyword of a call."""
    calls = (node for tree in trees(chapter) for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {text for call in calls for each in call.keywords if each.arg == keyword for text in texts(each.value)}


def assigned(chapter: str, ending: str) -> set[str]:
    """Return the text constants in assignments to names that end so, such as ``flags``."""
    found: set[str] = set()
    for tree in trees(chapter):
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign) and node.value is not None:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                if any(isinstance(each, ast.Name) and each.id.endswith(ending) for each in targets):
                    found |= texts(node.value)
    return found


def lamp_reasons() -> set[tuple[str, str]]:
    """Return (lamp, reason) of every call ``lamp(...)`` and of every rule ``<lamp>_state`` in the money chapter."""
    found: set[tuple[str, str]] = set()
    states = set(get_args(LampState))
    for tree in trees("investments"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "lamp":
                first = node.args[0]
                lamps = [str(first.value)] if isinstance(first, ast.Constant) else get_args(LampName)
                reasons = texts(node.args[2]) if len(node.args) > 2 else set()
                found |= {(lamp, reason) for lamp in lamps for reason in reasons}
            if isinstance(node, ast.FunctionDef) and node.name.removesuffix("_state") in get_args(LampName):
                for pair in (each for each in ast.walk(node) if isinstance(each, ast.Tuple) and len(each.elts) == 2):
                    first, second = pair.elts
                    if isinstance(first, ast.Constant) and first.value in states:
                        found |= {(node.name.removesuffix("_state"), reason) for reason in texts(second)}
    return found


def test_the_collector_finds_the_reasons_of_all_five_lamps() -> None:
    assert {name for name, _ in lamp_reasons()} == set(get_args(LampName))
    assert ("level", "below_target") in lamp_reasons()


@pytest.mark.parametrize(("lamp", "reason"), sorted(lamp_reasons()))
def test_every_reason_of_a_lamp_has_a_sentence(lamp: str, reason: str) -> None:
    assert has_sentence(reason_key(lamp, reason))


@pytest.mark.parametrize("lamp", ["direction", "durability", "delivery"])
def test_codings_that_disagree_have_a_sentence_under_each_lamp_that_asks_them(lamp: str) -> None:
    assert has_sentence(reason_key(lamp, "interval_too_wide"))


def test_every_why_of_a_figure_has_a_sentence() -> None:
    missing = {code for chapter in ("investments", "progress") for code in given(chapter, "why")}
    missing |= set(read_catalogue("report/settled_by")["needed"])
    assert {code for code in missing if not has_sentence(f"why.{code}")} == set()


def test_the_level_lamp_can_say_why_its_figure_is_dark() -> None:
    for code in ("no_population", "no_revenue", "denominator_not_positive"):
        assert has_sentence(f"lamp_level.{code}")


def test_every_reason_of_a_verdict_has_a_sentence() -> None:
    reasons = {code for code, _ in LADDER if code in NEEDED} | set(NEEDED)
    reasons |= given("progress", "reason") - {"jump_with_weak_source", "under_older_series"}
    reasons |= {f"xmr_{label}" for label in names("point_label")}
    assert {code for code in reasons if not has_sentence(f"reason.{code}")} == set()


def test_whatever_would_settle_a_cant_tell_has_a_sentence() -> None:
    needed = set(lamp_settings().needed.values()) | set(NEEDED.values())
    needed |= set(read_catalogue("report/settled_by")["needed"].values())
    assert {code for code in needed if not has_sentence(f"needed.{code}")} == set()


def test_every_flag_has_words() -> None:
    flags = {
        code for chapter in ("investments", "progress") for code in given(chapter, "flags") | assigned(chapter, "flags")
    }
    parts = {code for code in flags if any(flag.startswith(f"{code}_") for flag in names("flag"))}
    assert flags - set(names("flag")) - set(names("phase")) - parts == set()


def test_every_note_of_a_lamp_has_a_sentence() -> None:
    notes = ("not_per_person", "not_deflated", "all_dollars", "base_earliest_year")
    assert all(has_sentence(f"lamp_note.{note}") for note in notes)


def test_states_of_lamps_and_verdicts_have_words() -> None:
    assert set(names("lamp_state")) == set(get_args(LampState))
    assert set(names("lamp")) == set(get_args(LampName))
    assert set(names("verdict")) == set(get_args(VerdictState))


def test_every_code_of_the_taxonomy_has_a_plain_name() -> None:
    taxonomy = read_catalogue("framework/taxonomy")
    assert {each["code"] for each in taxonomy["categories"]} <= set(names("category"))
    assert set(taxonomy["families"]) <= set(names("family"))
    assert set(taxonomy["principles"]["items"]) <= set(names("principle"))
    assert set(taxonomy["levels"]["items"]) <= set(names("level"))
    assert set(taxonomy["delivery_agents"]["items"]) <= set(names("holder"))
    lists = taxonomy["vocabularies"]
    for kind, listed in (("phase", "phase"), ("coding_status", "coding_status"), ("basis", "allocation_basis")):
        assert set(lists[listed]) <= set(names(kind))


@pytest.mark.parametrize("key", keys())
def test_both_languages_of_a_sentence_have_the_same_fields(key: str) -> None:
    assert fields(key, "en") == fields(key, "es")


def every_text(language: str) -> Iterator[tuple[str, str]]:
    yield from ((key, template(key, language)) for key in keys())
    yield from ((f"{kind} {code}", text) for kind in kinds() for code, text in names(kind, language).items())
    yield from ((term.id, f"{term.term}. {term.text}") for term in glossary(language))


def refused(text: str, language: str) -> list[str]:
    rules = read_catalogue("report/refused")[language]
    return [rule for rule in rules if re.search(rule, text, flags=re.IGNORECASE)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_uses_a_refused_word(language: str) -> None:
    assert {key: refused(text, language) for key, text in every_text(language) if refused(text, language)} == {}


def test_the_refused_words_are_found_in_bad_samples() -> None:
    assert refused("5 of 9 are funded", "en")
    assert refused("The program caused by spending ranks first", "en")
    assert refused("El gasto causó la baja", "es")
    assert refused("Puntaje total", "es")
