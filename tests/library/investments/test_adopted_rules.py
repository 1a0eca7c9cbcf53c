"""A rule about who may hold a priority's money: judged only where it was adopted, line by line."""

from tests.library.investments.cubes import assessed, coded

from sharedsafety.framework.priority import StatedPriority
from sharedsafety.investments.coded import AdoptedRule, PriorityLink

ROWS = tuple({"program_key": key, "cents": 100_00} for key in ("police", "group", "nobody", "other"))
HOLDERS = {"police": "law_enforcement", "group": "community_based_org", "nobody": "unknown", "other": "health_agency"}
CODING = [row for key, holder in HOLDERS.items() for row in coded(key, "SV-TRC", delivery_agent=holder)]
PRIORITIES = tuple(
    StatedPriority(id=name, title=name, body="", principle="CSC", statement_kind="S3", source="minutes")
    for name in ("heal", "calm")
)
LINKS = tuple(
    PriorityLink(program_key=key, priority_id=priority, weight=1.0) for key in HOLDERS for priority in ("heal", "calm")
)


def rule(not_through="law_enforcement_family", priority="heal"):
    about = {"words": "no money to or through them", "adopted_on": "2024-05-14", "source": "minutes"}
    return AdoptedRule(id="r", priority_id=priority, not_through=not_through, **about)


def results(*rules, coding=CODING):
    found = assessed(ROWS, coding, links=LINKS, priorities=PRIORITIES, rules=rules).priorities
    return {money.priority_id: money.rules for money in found}


def answers(result):
    return {line.program_key: line.answer for line in result.lines}


def test_each_line_passes_does_not_pass_or_cant_be_told_by_who_holds_it():
    (found,) = results(rule())["heal"]
    assert answers(found) == {
        "police": "does_not_pass",
        "group": "passes",
        "other": "passes",
        "nobody": "cant_tell",
    }
    assert [(answer, lines, figure.value) for answer, lines, figure in found.sums] == [
        ("passes", 2, 200.0),
        ("does_not_pass", 1, 100.0),
        ("cant_tell", 1, 100.0),
    ]


def test_a_priority_without_a_rule_is_not_judged():
    assert results(rule())["calm"] == ()
    assert results()["heal"] == ()


def test_a_rule_against_another_group_is_served_alike():
    (found,) = results(rule("community"))["heal"]
    assert answers(found) == {"police": "passes", "group": "does_not_pass", "other": "passes", "nobody": "cant_tell"}


def test_a_program_in_two_parts_is_two_lines_that_sum_to_the_priority():
    parts = coded("police", ("SV-TRC", "0.25"), ("SV-NAV", "0.75"), delivery_agent="law_enforcement")
    coding = parts + [row for row in CODING if row.program_key != "police"]
    (found,) = results(rule(), coding=coding)["heal"]
    own = sorted(line.amount.value for line in found.lines if line.program_key == "police")
    assert own == [25.0, 75.0]
    assert sum(line.amount.value for line in found.lines) == 400.0
