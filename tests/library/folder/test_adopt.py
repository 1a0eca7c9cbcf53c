"""An indicator of the catalogue goes into a folder's list, and every character that was there stays."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import pytest

from sharedsafety.cli.progress import add_verbs
from sharedsafety.core.errors import BadInput, Unreadable
from sharedsafety.core.strict_yaml import parse_yaml
from sharedsafety.folder.adopt import with_indicator
from sharedsafety.folder.check import checked_community
from sharedsafety.progress.catalogue import catalogue, indicator_of

EXAMPLES = Path(__file__).parents[3] / "examples"
FILE = "indicators/indicators.yaml"
NEW = {"id": "new", "name": "New: a «sign»"}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "community.yaml").write_text("id: x\n", encoding="utf-8")
    (tmp_path / "indicators").mkdir()

    def made(text=None):
        if text is not None:
            (tmp_path / FILE).write_bytes(text.encode("utf-8"))
        return tmp_path

    return made


def without(text, made):
    """What is left of the new text when the lines of the old one are taken out, in order."""
    rest, old = made.splitlines(), text.splitlines()
    start = next((at for at, line in enumerate(rest) if at >= len(old) or line != old[at]), len(rest))
    end = len(rest) - len(old)
    assert rest[:start] + rest[start + end :] == old
    return rest[start : start + end]


@pytest.mark.parametrize(
    "text",
    [
        "indicators:\n- id: a\n",
        "indicators:\n- id: a",
        "indicators:\n- id: a\n  # inside\n",
        "# first\nindicators:\n  - id: a   # kept\n    name:   'A'\n\n# the end\n",
        "indicators:\n- id: a\n\nother: {b: 1}\n",
        "other: &o {b: 1}\nindicators:\n- id: a\n  source: *o\n# next\nmore: 2\n",
        "indicators:\n- id: a\n  story: |\n    one\n    # two\n",
        "indicators:\n- id: a\n- {id: b, name: B}\n",
        "\ufeffindicators:\n- id: á\n",
        "---\nindicators:\n- id: a\n",
    ],
)
def test_every_line_that_was_there_stays(folder, text):
    made = with_indicator(folder(text), NEW).decode("utf-8")
    assert without(text, made)
    before, after = parse_yaml(text), parse_yaml(made)
    assert after == {**before, "indicators": [*before["indicators"], NEW]}


def test_the_line_ends_of_the_file_are_kept(folder):
    made = with_indicator(folder("indicators:\r\n- id: a\r\n"), NEW).decode("utf-8")
    assert made.startswith("indicators:\r\n- id: a\r\n- id: new\r\n")
    assert made.count("\n") == made.count("\r\n")


def test_a_folder_without_indicators_gets_the_file(folder):
    assert parse_yaml(with_indicator(folder(), NEW).decode()) == {"indicators": [NEW]}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("indicators: [{id: a}]\n", "indicators-not-in-lines"),
        ("indicators: []\n", "indicators-not-in-lines"),
        ("indicators:\n- id: a\n  story: |+\n    one\n\n\n", "indicators-not-in-lines"),
        ("- id: a\n", "indicators-not-in-lines"),
        ("indicators:\n- id: new\n", "indicator-id-taken"),
        ("indicators:\n- id: a\n  id: b\n", "key-twice"),
        ("indicators:\n- {id: a\n", "not-yaml"),
    ],
)
def test_what_can_not_be_added_to_is_refused(folder, text, code):
    with pytest.raises(BadInput) as refused:
        with_indicator(folder(text), NEW)
    assert refused.value.code == code
    assert refused.value.finding.sentence("en")
    assert refused.value.finding.sentence("es")


def test_a_file_in_another_encoding_is_refused(folder):
    root = folder()
    (root / FILE).write_bytes("indicators:\n- id: a\n  name: á\n".encode("utf-16"))
    with pytest.raises(BadInput, match="touching the rest"):
        with_indicator(root, NEW)


def test_no_folder_and_no_id_are_refused(folder, tmp_path):
    with pytest.raises(Unreadable):
        with_indicator(tmp_path / "nothing", NEW)
    with pytest.raises(BadInput, match=r"\.\./up"):
        with_indicator(folder(), {**NEW, "id": "../up"})


@pytest.fixture
def adopt():
    parser = argparse.ArgumentParser()
    add_verbs(parser.add_subparsers())

    def call(*words):
        args = parser.parse_args(["progress", "adopt", *map(str, words)])
        return args.call(args)

    return call


@pytest.mark.parametrize("example", ["example-county", "san-joaquin"])
def test_the_verb_adds_to_an_example_and_the_folder_still_has_no_fault(example, tmp_path, adopt):
    root = tmp_path / example
    shutil.copytree(EXAMPLES / example, root)
    text = (root / FILE).read_text(encoding="utf-8")
    outcome = adopt(root, "PH-04", "--language", "es", "--place", "Aquí")
    made = (root / FILE).read_text(encoding="utf-8")
    assert made.startswith(text)
    assert outcome.data["indicator"]["id"] == "firearm-injuries"
    findings = checked_community(root).findings
    assert [each for each in findings if each.severity == "error"] == []
    assert ("indicator-without-observations", "firearm-injuries.id") in {(each.code, each.column) for each in findings}


def test_all_of_the_catalogue_can_be_adopted_one_after_the_other(folder):
    root = folder("indicators:\n  - id: own\n")
    for entry in catalogue().indicators:
        made = with_indicator(root, indicator_of(entry, language="es"))
        (root / FILE).write_bytes(made)
    assert len(parse_yaml((root / FILE).read_text("utf-8"))["indicators"]) == 52


def test_an_unknown_entry_and_a_taken_id_write_nothing(folder, adopt):
    root = folder("indicators:\n- id: homicides\n")
    for words in (["XX-01"], ["PH-03"]):
        with pytest.raises(BadInput):
            adopt(root, *words)
    assert (root / FILE).read_text("utf-8") == "indicators:\n- id: homicides\n"
    assert adopt(root, "PH-03", "--id", "homicides-city").data["indicator"]["id"] == "homicides-city"
