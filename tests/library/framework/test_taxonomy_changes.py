"""The list of changes of the taxonomy keeps its own rules; each broken rule is named."""

from __future__ import annotations

from typing import Any

import pytest

from sharedsafety.core.errors import BadData
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.framework.taxonomy_changes import changes_of, taxonomy_changes

NOW = taxonomy().version
KEPT = [code for code in taxonomy().codes if code not in ("SV-NAV", "SV-TRC")]


def listed(*categories: dict[str, Any], codes: tuple[str, ...] = ("SV-HLP",), **more: Any) -> dict[str, Any]:
    step = {"from_version": "0.0.9", "to_version": NOW, "decided_on": "2026-05-12", "source": "minutes", **more}
    return {"versions": {"0.0.9": [*KEPT, *codes]}, "changes": [{**step, "categories": list(categories)}]}


SPLIT = {"code": "SV-HLP", "change": "split", "into": ["SV-NAV", "SV-TRC"], "shares": {"SV-NAV": 0.6, "SV-TRC": 0.4}}


def problem(content: dict[str, Any]) -> str:
    with pytest.raises(BadData) as refused:
        changes_of(content, "changes.yaml", taxonomy())
    return "\n".join(found.sentence() for found in refused.value.findings)


def test_the_shipped_list_is_sound_and_knows_no_change_before_the_first_version():
    assert taxonomy_changes().versions == {}
    assert taxonomy_changes().way_from(NOW) == ()


def test_a_sound_list_says_what_became_of_each_category():
    found = changes_of(listed(SPLIT), "changes.yaml", taxonomy())
    (step,) = found.way_from("0.0.9")
    assert step.change_of("SV-HLP").into == ("SV-NAV", "SV-TRC")
    assert step.change_of("JS-POL") is None
    assert found.way_from("0.0.1") == ()


def test_versions_lead_to_the_one_in_force_through_each_other():
    content = listed(SPLIT)
    content["versions"]["0.0.8"] = [*KEPT, "SV-OLD"]
    renamed = {"code": "SV-OLD", "change": "renamed", "into": ["SV-HLP"]}
    content["changes"] += listed(renamed, from_version="0.0.8", to_version="0.0.9")["changes"]
    found = changes_of(content, "changes.yaml", taxonomy())
    assert [step.to_version for step in found.way_from("0.0.8")] == ["0.0.9", NOW]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (listed(), "SV-HLP is not accounted for"),
        (listed(SPLIT, SPLIT), "SV-HLP has two lines"),
        (listed(SPLIT, {"code": "SV-NO", "change": "level"}), "the older version has no such code"),
        (listed({**SPLIT, "into": ["SV-NAV", "SV-NO"], "shares": {}}), "the newer version has no code SV-NO"),
        (listed({**SPLIT, "into": ["SV-NAV"], "shares": {}}), "'split' does not go with into: SV-NAV"),
        (listed({**SPLIT, "shares": {"SV-NAV": 0.6, "SV-TRC": 0.3}}), "do not add up to 1"),
        (listed({**SPLIT, "shares": {"SV-NAV": 1}}), "shares do not name the categories"),
        (listed({"code": "SV-HLP", "change": "redefined"}), "the newer version has no such code"),
        (listed({"code": "SV-HLP", "change": "renamed", "into": ["SV-DSV"]}), "merged into it, not renamed"),
        (listed(SPLIT, codes=("SV-HLP", "SV-HLP")), "0.0.9: SV-HLP stands twice"),
        (listed(SPLIT, to_version="9.9"), "the codes of 9.9 are not listed"),
        ({**listed(SPLIT), "changes": []}, f"no step leads from 0.0.9 to {NOW}"),
        ({**listed(SPLIT), "changes": listed(SPLIT)["changes"] * 2}, "two steps leave 0.0.9"),
        ({"versions": {NOW: ["SV-NAV"]}, "changes": []}, "is in force"),
        (listed({**SPLIT, "change": "lost"}), "split"),
        (listed(SPLIT, note="?"), "note"),
    ],
)
def test_a_broken_list_is_refused_with_the_rule_it_breaks(content, said):
    assert said in problem(content)


def test_a_list_that_runs_in_a_circle_is_refused():
    content = listed(SPLIT)
    back = {"code": "SV-NAV", "change": "renamed", "into": ["SV-HLP"]}
    content["changes"] += listed(back, from_version=NOW, to_version="0.0.9")["changes"]
    assert "a step leaves" in problem(content)
