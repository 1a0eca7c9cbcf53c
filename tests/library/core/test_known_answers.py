"""How far a few known answers lead to one record: against a count by hand over every set of answers."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from tests.library.core.record_samples import VOTES

from sharedsafety.core.known_answers import known_answers


def drawn(records: int, questions: int, seed: int, *, missing: float = 0.3) -> list[list[str]]:
    """Answers of people who lean one way or the other, some questions unanswered."""
    rng = np.random.default_rng(seed)
    lean = rng.random((records, 1))
    picked = np.where(rng.random((records, questions)) < lean, "agree", rng.choice(VOTES, (records, questions)))
    return np.where(rng.random((records, questions)) < missing, "", picked).tolist()


def counted(answers: list[list[str]], known: int) -> tuple[int, float]:
    """Both figures, by looking through all records for every set of answers that may be known."""
    worst, shares = 0, []
    for row in answers:
        given = [(column, cell) for column, cell in enumerate(row) if cell]
        fits = [
            sum(all(other[column] == cell for column, cell in chosen) for other in answers)
            for chosen in combinations(given, min(known, len(given)))
        ]
        worst += 1 in fits
        shares.append(fits.count(1) / len(fits))
    return worst, sum(shares) / len(shares)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("known", [1, 3, 5])
def test_both_figures_are_what_a_count_over_all_sets_gives(seed: int, known: int) -> None:
    answers = drawn(11 + seed, 3 + seed % 7, seed)
    figure, (worst, share) = known_answers(answers, known=known), counted(answers, known)
    assert figure.exact
    assert figure.at_worst == worst
    assert figure.by_chance == pytest.approx(share)


@pytest.mark.parametrize("seed", range(4))
def test_where_only_some_sets_are_tried_the_worst_is_never_overstated_and_the_mean_is_near(seed: int) -> None:
    answers = drawn(30, 20, seed, missing=0.1)
    figure, (worst, share) = known_answers(answers, known=5, seed=seed), counted(answers, 5)
    assert not figure.exact
    assert 0.9 * worst <= figure.at_worst <= worst
    # 30 records, 50 sets each: the standard error of the mean is at most 0.5 / sqrt(1500) = 0.013.
    assert figure.by_chance == pytest.approx(share, abs=0.05)


def test_where_all_sets_are_tried_neither_the_seed_nor_the_order_of_the_records_matters() -> None:
    answers = drawn(40, 8, 3)
    assert known_answers(answers) == known_answers(answers) == known_answers(answers, seed=9)
    assert known_answers(answers[::-1]).at_worst == known_answers(answers).at_worst


def test_equal_records_single_out_nobody() -> None:
    figure = known_answers([["agree", "pass", "disagree"]] * 20)
    assert (figure.at_worst, figure.by_chance, figure.loud) == (0, 0.0, False)


def test_one_record_like_no_other_among_ten_is_said_loudly() -> None:
    figure = known_answers([["agree"] * 6] * 10 + [["disagree"] * 6])
    assert (figure.at_worst, figure.loud) == (1, True)


def test_without_records_there_is_no_figure_to_be_loud_about() -> None:
    figure = known_answers([])
    assert (figure.records, figure.at_worst, figure.by_chance, figure.loud) == (0, 0, 0.0, False)


def test_who_knows_more_finds_no_fewer() -> None:
    answers = drawn(40, 9, 5)
    found = [known_answers(answers, known=known).at_worst for known in range(1, 8)]
    assert found == sorted(found)
    assert found[0] < found[-1]


def test_the_most_telling_answers_are_found_among_thousands_that_tell_nothing() -> None:
    """Sets drawn by chance would hit the one telling answer of a record in about one record of eight."""
    answers = [["agree"] * 2000 for _ in range(12)]
    for place, row in enumerate(answers):
        row[place * 150] = "disagree"
    assert known_answers(answers).at_worst == 12
