"""What to code next, which programs two people code, and what two codings of one program come to."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sharedsafety.investments.coded import CodedShare
from sharedsafety.investments.coding import coding_findings
from sharedsafety.investments.settled import settled
from sharedsafety.investments.work_list import coded_by_two, work_list

amounts = st.dictionaries(st.text("abcdef", min_size=1, max_size=6), st.integers(-(10**12), 10**12), max_size=40)


def row(category: str, share: str = "1", **more: object) -> CodedShare:
    return CodedShare(program_key="p", category=category, share=Fraction(share), **more)  # type: ignore[arg-type]


@given(amounts)
def test_the_programs_named_first_cover_the_share_and_one_fewer_would_not(cents: dict[str, int]) -> None:
    found = work_list(cents, [])
    sizes = [row.cents for row in found.rows]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(sizes) == found.uncoded_cents == sum(map(abs, cents.values()))
    wanted = found.first_share * found.uncoded_cents
    assert sum(sizes[: found.first]) >= wanted * (1 - 1e-12)
    assert not found.first or sum(sizes[: found.first - 1]) < wanted or not found.uncoded_cents


def test_a_row_nobody_reviewed_leaves_its_program_uncoded() -> None:
    coding = [row("JS-POL", status="unreviewed"), CodedShare(program_key="q", category="JS-POL", share=Fraction(1),
              status="single", coder="ana")]  # fmt: skip
    found = work_list({"p": 100, "q": 900}, coding)
    assert [(each.program_key, each.coded, each.reached) for each in found.rows] == [
        ("p", False, 1.0),
        ("q", True, None),
    ]
    assert (found.uncoded, found.uncoded_cents, found.cents, found.first) == (1, 100, 1000, 1)


@given(amounts)
def test_two_people_code_four_fifths_of_the_dollars_at_least(cents: dict[str, int]) -> None:
    two = coded_by_two(cents)
    assert sum(abs(cents[key]) for key in two) >= 0.8 * sum(map(abs, cents.values())) - 1e-6


def test_about_a_tenth_of_the_small_programs_is_drawn_and_stays_when_others_come() -> None:
    small = {f"program {number}": 1 for number in range(2000)}
    drawn = set(coded_by_two({"huge": 10**9, **small})) - {"huge"}
    assert 150 < len(drawn) < 250
    more = {**small, **{f"new {number}": 1 for number in range(500)}}
    assert drawn <= set(coded_by_two({"huge": 10**9, **more}))


def test_two_who_say_the_same_are_one_coding_with_the_widest_range_and_the_weakest_basis() -> None:
    ana = [row("JS-POL", "0.75", basis="B", note="positions"), row("CR-CRI", "0.25", basis="B")]
    ben = [
        row("CR-CRI", "0.25", low=Fraction("0.2"), high=Fraction("0.3"), basis="E"),
        row("JS-POL", "0.75", low=Fraction("0.7"), high=Fraction("0.8"), basis="E", note="call logs"),
    ]
    found = settled({"ana": ana, "ben": ben})
    assert found is not None
    assert [(each.category, each.low, each.high) for each in found] == [
        ("JS-POL", Fraction("0.7"), Fraction("0.8")),
        ("CR-CRI", Fraction("0.2"), Fraction("0.3")),
    ]
    assert {(each.status, each.coder, each.basis) for each in found} == {("double", "ana; ben", "E")}
    assert found[0].note == "positions / call logs"
    assert coding_findings(found) == ()


def test_one_who_says_who_spends_it_or_another_level_disagrees() -> None:
    assert settled({"ana": [row("JS-POL")], "ben": [row("JS-POL", delivery_agent="law_enforcement")]}) is None
    assert settled({"ana": [row("WB-YOU")], "ben": [row("WB-YOU", level="secondary")]}) is None
    assert settled({"ana": [row("WB-YOU")], "ben": [row("WB-YOU", level="primary")]}) is not None


def test_one_persons_coding_is_single() -> None:
    found = settled({"ana": [row("JS-POL", basis="A")]})
    assert found is not None
    assert (found[0].status, found[0].coder, found[0].low) == ("single", "ana", None)
