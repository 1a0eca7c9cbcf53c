"""What the words of earlier codings say of a program: its likeliest category, how sure, and by which words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from sharedsafety.investments.program_names import ProgramNames, place_of, terms_of
from sharedsafety.investments.suggest_settings import suggest_settings
from sharedsafety.investments.text_weights import Matrix, Vocabulary, ridge_weights, vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedNames:
    """The names of a program that a person coded, and its shares by category (they sum to 1).

    ``origin`` is where it was coded; empty for a program of the ledger at hand.
    """

    names: ProgramNames
    shares: tuple[tuple[str, Fraction], ...]
    origin: str = ""

    @property
    def main(self) -> str:
        """Return the category with the largest share; of equal shares the first in the alphabet."""
        return min(self.shares, key=lambda each: (-each[1], each[0]))[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGuess:
    """The likeliest category of one text.

    ``margin`` is its lead over the next category; ``because`` the words that count most for it: none where no word of
    its department, divisions or program does, for accounts alone (salaries, supplies) say nothing of what a program is.
    """

    category: str
    margin: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordModel:
    """A linear model of categories (in the order of the alphabet); ``expected`` are the shares without any word."""

    categories: tuple[str, ...]
    words: Vocabulary
    weights: Matrix
    expected: Matrix

    def guesses(self, programs: Sequence[ProgramNames]) -> tuple[WordGuess, ...]:
        """Return the guess of each program, in the order given; each distinct text is read once."""
        texts = {_text(names): names for names in programs}
        matrix = self.words.matrix([terms_of(names) for names in texts.values()])
        scores = matrix @ self.weights + self.expected
        best = scores.argmax(axis=1)
        lead = np.diff(np.partition(-scores, 1, axis=1)[:, :2], axis=1)[:, 0]
        found = {
            text: WordGuess(
                category=self.categories[best[row]],
                margin=float(lead[row]),
                because=self._because(_row(matrix, row), best[row], terms_of(replace(names, accounts=()))),
            )
            for row, (text, names) in enumerate(texts.items())
        }
        return tuple(found[_text(names)] for names in programs)

    def _because(self, row: tuple[Any, Any], category: int, named: Collection[str]) -> tuple[str, ...]:
        """Return the terms that count most, largest first; a word of a pair already named is left out."""
        places, values = row
        counts = values * self.weights[places, category]
        ordered = [self.words.terms[places[at]] for at in np.lexsort((places, -counts)) if counts[at] > 0]
        found: list[str] = []
        for term in ordered if any(term in named for term in ordered) else ():
            if len(found) < suggest_settings().evidence_words and not any(term in pair.split() for pair in found):
                found.append(term)
        return tuple(found)


def word_model(coded: Sequence[CodedNames]) -> WordModel:
    """Return the model of some coded programs of at least two categories; their order does not count."""
    ordered = in_order(coded)
    categories = tuple(sorted({category for each in ordered for category, _ in each.shares}))
    place = {category: at for at, category in enumerate(categories)}
    shares = np.zeros((len(ordered), len(categories)))
    for row, each in enumerate(ordered):
        for category, share in each.shares:
            shares[row, place[category]] += float(share)
    texts = [terms_of(each.names) for each in ordered]
    words, expected = vocabulary(texts), shares.mean(axis=0)
    weights = ridge_weights(words.matrix(texts), shares - expected)
    return WordModel(categories=categories, words=words, weights=weights, expected=expected)


def in_order(coded: Sequence[CodedNames]) -> list[CodedNames]:
    """Return coded names in an order that their keys have no part in."""
    return sorted(coded, key=lambda each: (place_of(each.names), _text(each.names), each.shares))


def _text(names: ProgramNames) -> tuple[Any, ...]:
    return names.department, names.program, names.divisions, names.accounts


def _row(matrix: Any, row: int) -> tuple[Any, Any]:
    """Return the places and values of one row of a sparse matrix."""
    part = slice(matrix.indptr[row], matrix.indptr[row + 1])
    return matrix.indices[part], matrix.data[part]
