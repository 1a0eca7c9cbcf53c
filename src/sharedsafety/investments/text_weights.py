"""Words as numbers (TF-IDF), and a linear model of what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sharedsafety.investments.suggest_settings import suggest_settings

Terms = Mapping[str, float]
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The terms known, in the order of the alphabet, each with its inverse document frequency."""

    terms: tuple[str, ...]
    places: Mapping[str, int]
    rarity: Matrix

    def matrix(self, texts: Sequence[Terms]) -> Any:
        """Return a sparse matrix (texts, terms), each row of length 1; a text of unknown words is a row of zeros."""
        from scipy.sparse import csr_matrix

        known = [
            [(self.places[term], weight) for term, weight in text.items() if term in self.places] for text in texts
        ]
        starts = np.cumsum([0, *map(len, known)])
        columns = np.array([place for text in known for place, _ in text], dtype=np.int64)
        values = np.array([weight for text in known for _, weight in text], dtype=float) * self.rarity[columns]
        rows = np.repeat(np.arange(len(known)), np.diff(starts))
        lengths = np.sqrt(np.bincount(rows, values * values, minlength=len(known)))
        return csr_matrix((values / lengths[rows], columns, starts), shape=(len(known), len(self.places)))


def vocabulary(texts: Sequence[Terms]) -> Vocabulary:
    """Return the vocabulary of some texts.

    Source: Salton and Buckley 1988, smoothed: ``ln((1 + texts) / (1 + texts with the term)) + 1``.

    >>> vocabulary([{"police": 1.0}, {"police": 1.0, "jail": 1.0}]).rarity.round(2).tolist()
    [1.41, 1.0]
    """
    counts = Counter(term for text in texts for term in text)
    terms = tuple(sorted(counts))
    seen = np.array([counts[term] for term in terms], dtype=float)
    places = {term: place for place, term in enumerate(terms)}
    return Vocabulary(terms=terms, places=places, rarity=np.log((1 + len(texts)) / (1 + seen)) + 1)


def ridge_weights(texts: Any, shares: Matrix) -> Matrix:
    """Return weights (terms, categories) that give each text its shares: least squares with a ridge.

    Solved by conjugate gradients, every category at once, from zero: equal input gives equal output.

    Args:
        texts: sparse matrix (texts, terms).
        shares: (texts, categories), less what is expected of a text of unknown words.

    Source: Rifkin and Klautau 2004; data/investments/suggestions.yaml (ridge).
    """
    settings, turned = suggest_settings(), texts.T.tocsr()
    rest: Matrix = turned @ shares
    weights, step = np.zeros_like(rest), rest.copy()
    left = (rest * rest).sum(axis=0)
    end = settings.solver_tolerance**2 * left
    for _ in range(settings.solver_steps):
        if (left <= end).all():
            break
        image = turned @ (texts @ step) + settings.ridge * step
        length = _quotient(left, (step * image).sum(axis=0))
        weights += length * step
        rest -= length * image
        before, left = left, (rest * rest).sum(axis=0)
        step = rest + _quotient(left, before) * step
    return weights


def _quotient(above: Matrix, below: Matrix) -> Matrix:
    return np.divide(above, below, out=np.zeros_like(above), where=below > 0)
