"""The report grammar: a sentence says what its measure allows, in both languages, and never has a hole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sharedsafety.core.errors import BadData
from sharedsafety.core.figure import Figure
from sharedsafety.framework.priority import StatedPriority
from sharedsafety.investments.lamps import lamp
from sharedsafety.investments.priority_money import unlinked_priority
from sharedsafety.investments.results import Agreement, OtherBase
from sharedsafety.report import change_sentences, lamp_sentences, money_sentences, priority_sentences, untold
from sharedsafety.report.sentences import sentence

from . import samples

ASKED = StatedPriority(
    id="heal", title="More help to heal", body="", principle="CSC", statement_kind="S2", source="minutes",
    target_value=45.0, target_unit="usd_per_person",
)  # fmt: skip


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def test_the_prevention_sentence_carries_its_range_and_the_earlier_year() -> None:
    text = plain(money_sentences.prevention(samples.view(), "Example County", 7, before=samples.view(2022)))
    assert text == (
        "In 2026-27, Example County put $22 of every $100 of safety money into preventing harm. "
        "The range is $19 to $25, because some programs are hard to code. In 2021-22 it was $22."
    )


def test_coverage_is_counts_and_new_dollars_never_a_percent() -> None:
    text = plain(priority_sentences.coverage_sentence(samples.COVERAGE))
    assert text == (
        "7 of 9 have some money, 3 of 6 have what was asked, "
        "for 1 of 6 we can't tell whether it has what was asked, "
        "5 of 9 have lasting money; $2.6 million of $48.2 million was added after the vote."
    )
    assert "%" not in text


def test_where_the_data_cant_tell_what_lasts_no_zero_is_said() -> None:
    dark = replace(samples.COVERAGE, with_ongoing_money=0, ongoing_cant_tell=9)
    assert "lasting money" not in priority_sentences.coverage_sentence(dark)
    assert "for 9 of 9 we can't tell yet whether the money lasts" in priority_sentences.coverage_sentence(dark)
    assert "de 9 de 9 todavía no se puede saber" in priority_sentences.coverage_sentence(dark, "es")
    some = priority_sentences.coverage_rows(replace(samples.COVERAGE, ongoing_cant_tell=2))
    assert [str(row) for row in some[-2:]] == [
        "5 of 9 have lasting money",
        "for 2 of 9 we can't tell yet whether the money lasts",
    ]
    assert [row.open for row in some[-2:]] == [False, True]


def test_the_words_after_a_count_of_one_are_those_for_one() -> None:
    one = replace(samples.COVERAGE, with_some_money=1)
    assert str(priority_sentences.coverage_rows(one)[0]) == "1 of 9 has some money"
    assert str(priority_sentences.coverage_rows(one, "es")[0]) == "1 de 9 tiene algo de dinero"


def test_dollars_added_after_the_vote_that_cant_be_told_say_why() -> None:
    untold_sum = Figure(value=None, unit="usd", basis="FY2027 adopted", why="different_base_years")
    row = priority_sentences.coverage_money(replace(samples.COVERAGE, added_since_adoption=untold_sum))
    assert row is not None
    assert row.open
    assert row.why.startswith("The priorities were voted in different years")


def test_money_taken_away_since_the_vote_is_said_as_plainly_as_money_added() -> None:
    money = unlinked_priority(ASKED, "FY2027 adopted")
    gone, before = (replace(money.amount, why=None, value=usd) for usd in (-1_200_000.0, 9_000_000.0))
    fell = replace(money, added_since_adoption=gone, already_there=before)
    assert plain(priority_sentences.added_and_already(fell)).startswith("$1.2 million was taken away since the vote; ")
    assert plain(priority_sentences.added_and_already(fell, "es")).startswith("Se quitaron $1.2 millones desde")
    less = replace(samples.COVERAGE, added_since_adoption=gone)
    assert plain(str(priority_sentences.coverage_money(less))).startswith("$1.2 million less than before the vote")


def test_coarse_coding_is_said_between_its_bounds_never_as_a_point() -> None:
    share = Figure(value=0.22, unit="share", basis="FY2017 actual", denominator="P", bound_low=0.08, bound_high=0.41)
    rows = tuple(replace(row, share=share) for row in samples.PURPOSES)
    plainly = samples.view()
    coarse = replace(plainly, coarse_coding="functions", tables={**plainly.tables, "purpose": rows})
    title = "Functions alone can't say how much prevents harm: between $8 and $41 of every $100"
    assert money_sentences.prevention_title(coarse) == title
    for language in ("en", "es"):
        text = money_sentences.prevention(coarse, "San Joaquin County", 7, language, before=plainly)
        assert "$22" not in text
        assert "$8" in text
        unreviewed = money_sentences.prevention_title(replace(coarse, coarse_coding="unreviewed"), language)
        assert "$22" not in unreviewed


def test_money_that_ends_is_a_share_and_unknown_where_nobody_said() -> None:
    assert "1.8 % of the safety money ends" in plain(money_sentences.cliff(samples.view()))
    unknown = Figure(value=None, unit="share", basis="FY2027 adopted", why="recurrence_unknown")
    dark = replace(samples.view(), cliff_within_24_months=unknown)
    assert money_sentences.cliff(dark).startswith("We can't tell yet")


def test_uncoded_money_is_said_in_dollars() -> None:
    assert "$2 million of spending in 2 programs" in plain(money_sentences.uncoded(samples.view()))


def test_the_scorecard_is_counts_only() -> None:
    text = change_sentences.scorecard_sentence(samples.SCORECARD)
    assert text.startswith("Of 14 signs of safety: 4 improved, 7 show no clear change, 1 got worse")
    assert "1 empeora" in change_sentences.scorecard_sentence(samples.SCORECARD, "es")


def test_an_estimate_is_said_to_be_one() -> None:
    assert "only an estimate" in money_sentences.outturn(samples.ESTIMATE, 7)
    assert "solo se cargó una estimación" in money_sentences.outturn(samples.ESTIMATE, 7, "es")


def test_what_left_the_priorities_is_said_of_the_last_year_that_closed() -> None:
    closed = [replace(samples.ESTIMATE, comparison="actual", fiscal_year=year) for year in (2025, 2024)]
    text = plain(money_sentences.shifted_out([*closed, samples.ESTIMATE], 7))
    assert text.startswith("During 2024-25, $3.2 million was shifted out of the priorities")
    assert text.endswith("The range is $2.88 to $3.52 million, because some programs are hard to code.")
    assert "2024-25" in money_sentences.shifted_out(closed, 7, "es")


def test_an_estimate_never_says_what_left_the_priorities() -> None:
    assert money_sentences.shifted_out([samples.ESTIMATE], 7).startswith("We can't tell yet")
    untold = replace(samples.ESTIMATE, comparison="actual", shifted_out=samples.usd(None, why="no_links"))
    assert money_sentences.shifted_out([untold], 7, "es").startswith("Todavía no se puede saber")


def test_a_year_in_which_nothing_left_the_priorities_is_said_without_a_zero() -> None:
    kept = replace(samples.ESTIMATE, comparison="actual", shifted_out=samples.usd(0.0))
    assert "no money was shifted out" in money_sentences.shifted_out([kept], 7)


SHARES = Agreement(
    kind="shares_of_P", overlap=samples.part(0.82, 0.8, 0.84), dollars_to_move=samples.usd(18e6, 0.1), diagnostics={},
    tau=None, discordant=(),
)  # fmt: skip
RANKS = replace(SHARES, kind="ranks_S4", overlap=None, dollars_to_move=None, tau=samples.part(0.3))
TITLES = {"a": "Heal", "b": "Police"}


def test_money_beside_stated_shares_and_ranks_is_said_with_the_pairs_out_of_order() -> None:
    ranks = replace(RANKS, discordant=(("a", "b"),))
    said = [plain(text) for text in priority_sentences.agreement_sentences([SHARES, ranks], TITLES)]
    assert said[0].startswith("82 % of the money already lies where")
    assert said[1].startswith("$18 million would have to change place")
    assert "The range is $16.2 to $19.8 million" in said[1]
    assert said[2] == '"Heal" is stated as more important than "Police", and has less money.'
    assert "No priority" in priority_sentences.agreement_sentences([RANKS], TITLES)[0]


def test_without_stated_shares_or_ranks_no_distance_is_said() -> None:
    for agreements in ([], [replace(RANKS, tau=samples.usd(None, why="all_tied"))]):
        said = priority_sentences.agreement_sentences(agreements, TITLES, "es")
        assert said == (sentence("agreement.not_admissible", "es"),)


def test_the_mix_names_what_gained_and_what_lost_beyond_growth() -> None:
    shifts = {"JS": -9e6, "WB": 7e6, "SV": 2e6}
    rows = tuple(
        replace(samples.change_row(code, 1e8, 1.1e8, None), mix_effect=samples.usd(dollars))
        for code, dollars in shifts.items()
    )
    text = plain(money_sentences.mix(replace(samples.CHANGE, rows=rows)))
    assert "$7 million toward" in text
    assert "$9 million away from Police, courts, jail and probation" in text
    assert money_sentences.mix(samples.CHANGE) == ""


def test_a_lamp_says_what_was_asked_what_there_is_and_the_range() -> None:
    actual = Figure(value=30.0, unit="usd_per_person", basis="FY2027 adopted", low=27.0, high=32.0)
    text = lamp_sentences.lamp_sentence(lamp("level", "not_consistent", "below_target", {"asked_of": actual}), ASKED)
    assert text == (
        "Asked: at least $45 per person. There is $30 per person, less than asked in every way to code it. "
        "The range is $27 to $32, because some programs are hard to code."
    )


def test_a_rank_is_not_said_as_dollars() -> None:
    ranked = replace(ASKED, statement_kind="S4", target_value=4.0, target_unit=None)
    assert lamp_sentences.asked(ranked) == ""


def test_a_stated_share_is_said_as_it_was_stated_beside_a_share_that_is_less() -> None:
    stated = replace(ASKED, statement_kind="S1", target_value=0.0235, target_unit="share", target_of="P")
    actual = Figure(value=0.0213, unit="share", basis="FY2027 adopted", denominator="P")
    text = plain(lamp_sentences.lamp_sentence(lamp("level", "partly", "below_target", {"asked_of": actual}), stated))
    assert "2.35 %" in text
    assert "There is 2 %" in text


def test_a_share_partly_there_is_held_against_the_least_that_counts_and_not_said_to_be_over_what_was_asked() -> None:
    stated = replace(ASKED, statement_kind="S1", target_value=0.0235, target_unit="share", target_of="P")
    actual = Figure(value=0.0213, unit="share", basis="FY2027 adopted", low=0.0200, high=0.0217, denominator="P")
    partly = lamp("level", "partly", "straddles_target", {"asked_of": actual})
    assert plain(lamp_sentences.lamp_sentence(partly, stated)) == (
        "Asked: 2.35 % of safety money. There is 2.1 %. The range, 2.0 % to 2.2 %, lies partly under and partly over "
        "2.1 %: 90 % of what was asked, the least that counts as consistent."
    )


def test_a_floor_and_a_ceiling_are_said_in_the_same_words() -> None:
    kept = lamp("level", "consistent", "target_kept", {"asked_of": Figure(value=50.0, unit="usd_per_person", basis="")})
    most = replace(ASKED, direction="less", target_value=50.0)
    assert lamp_sentences.lamp_sentence(kept, ASKED) == "Asked: at least $45 per person. There is $50 per person."
    assert lamp_sentences.lamp_sentence(kept, most) == "Asked: at most $50 per person. There is $50 per person."
    assert lamp_sentences.lamp_sentence(kept, most, "es") == "Se pidió: a lo sumo $50 por persona. Hay $50 por persona."


def test_a_lamp_that_cant_tell_says_what_would_settle_it() -> None:
    dark = lamp("delivery", "cant_tell", "only_estimate")
    assert dark.needed is not None
    assert "actually spent" in untold.needed_sentence(dark.needed)


def test_a_verdict_names_its_two_periods_and_says_chance() -> None:
    text = plain(change_sentences.verdict_sentence(samples.result(), samples.INDICATOR, "crisis calls met"))
    assert text == (
        "Better: crisis calls met went from 18 % in January 2025 to 34 % in September 2026. "
        "The movement is more than chance alone produces."
    )


def test_cant_tell_gives_its_reason() -> None:
    text = change_sentences.verdict_sentence(samples.yearly(), samples.RATE, "asesinatos", "es")
    assert text == "Todavía no se puede saber si esto está cambiando: asesinatos. Hay muy pocos puntos."


def test_new_dollars_are_spoken_of_only_where_admissible() -> None:
    assert "42 cents" in money_sentences.new_dollars_title(samples.CHANGE, 7)
    cut = samples.change_row("JS", 401e6, 390e6, None)
    mixed = type(samples.CHANGE)(**{**_values(samples.CHANGE), "rows": (cut,), "additions": (cut,)})
    assert "mislead" in money_sentences.new_dollars_title(mixed, 7)


def test_a_base_year_has_the_name_that_pages_give_it_and_a_cant_tell_its_reason() -> None:
    same = OtherBase(base_year=2022, state="consistent", reason="moved_as_asked")
    dark = OtherBase(base_year=2024, state="cant_tell", reason="no_dollars")
    lit = lamp("direction", "consistent", "moved_as_asked", other_bases=(same,))
    assert lamp_sentences.lamp_notes(lit, 7) == ("Counted from 2021-22, the answer is the same.",)
    both = lamp("direction", "consistent", "moved_as_asked", other_bases=(same, dark))
    assert lamp_sentences.lamp_notes(both, 7) == (
        "Counted from another base year the answer differs. 2021-22: consistent. 2023-24: can't tell. "
        "There was no money in the base year, so no change can be computed.",
    )
    assert "2024: no se puede saber" in lamp_sentences.lamp_notes(both, 1, "es")[0]


def test_a_figure_that_cant_be_told_says_why_and_what_would_settle_it() -> None:
    dark = Figure(value=None, unit="usd", basis="FY2027 adopted", denominator="N", why="no_revenue")
    assert untold.why_sentence(dark) == "No revenue is loaded."
    assert "budget office" in untold.settled_sentence(dark)
    assert untold.settled_sentence(replace(dark, why="marginal_shares_not_admissible")) == ""
    assert untold.settled_sentence(samples.usd(1.0)) == ""


def test_money_of_which_nothing_has_a_place_is_not_called_only_0_percent() -> None:
    none = Figure(value=0.0, unit="share", basis="FY2027 adopted", denominator="priority")
    dark = lamp("place", "cant_tell", "allocable_too_small", {"allocable": none})
    assert lamp_sentences.lamp_sentence(dark, ASKED).startswith("None of the money can be placed on a map.")
    some = lamp("place", "cant_tell", "allocable_too_small", {"allocable": replace(none, value=0.35)})
    assert plain(lamp_sentences.lamp_sentence(some, ASKED)).startswith("Only 35 % of the money")


def test_spanish_draws_the_article_of_a_percent_together_with_of_and_to() -> None:
    told = {"before": 0.22, "after": 0.0004, "start": "2021-22", "end": "2022-23"}
    assert plain(sentence("label.jump_lost", "es", **told)).startswith(
        "La parte bajo esta etiqueta pasó del 22 % en 2021-22 a menos del 0.1 % en 2022-23."
    )
    assert plain(sentence("money.lasting", "es", figure=0.4)) == "El 40 % del dinero para la seguridad es permanente."
    assert plain(sentence("money.lasting", figure=0.0004)).startswith("Under 0.1 % of the safety money")


def test_a_sentence_with_a_hole_is_refused() -> None:
    cant = Figure(value=None, unit="usd", basis="FY2027 adopted", why="not_loaded")
    with pytest.raises(BadData):
        sentence("money.headline", year="2026-27", place="Example County", figure=cant)
    with pytest.raises(BadData):
        sentence("money.headline", year="2026-27", figure=samples.usd(1.0))
    with pytest.raises(BadData):
        sentence("money.nothing")


def _values(result: object) -> dict[str, object]:
    return {name: getattr(result, name) for name in result.__dataclass_fields__}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("quality", "language", "said"),
    [
        (3, "en", "The numbers of 2019–2022 were reported only in part and are not comparable."),
        (3, "es", "Los números de 2019–2022 se informaron solo en parte y no son comparables."),
        (2, "en", "The numbers of 2019–2022 are not comparable: the source was changing how it counts."),
        (None, "es", "Los números de 2019–2022 no son comparables: la fuente estaba cambiando su forma de contar."),
    ],
)
def test_numbers_of_a_disturbed_span_are_said_not_to_be_comparable(
    quality: int | None, language: str, said: str
) -> None:
    points = samples.yearly().points
    assert change_sentences.disturbed_sentence(points, language) == ""
    newest = [replace(point, disturbed=point.period >= "2019", quality=quality) for point in points]
    assert change_sentences.disturbed_sentence(newest, language) == said
    assert change_sentences.disturbed_sentence([*newest, points[0]], language) == ""
