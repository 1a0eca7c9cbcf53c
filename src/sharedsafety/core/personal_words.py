"""Words of a text as they are compared with lists of names, and those lists."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from sharedsafety.core.reviewed import load_data

_WORD = re.compile(r"[^\W\d_][\w'’-]{0,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """Lists of words, from ``data/core/personal_names.yaml``: lower case, without accents."""

    first_names: frozenset[str]
    word_names: frozenset[str]
    surnames: frozenset[str]
    titles: frozenset[str]
    kin: frozenset[str]
    possessives: frozenset[str]
    particles: frozenset[str]
    cues: tuple[str, ...]
    saints: frozenset[str]
    place_nouns: frozenset[str]
    not_people: tuple[str, ...]
    not_names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place, as it is compared, and what stands before it; ``owns``: it ends in 's."""

    start: int
    end: int
    plain: str
    capital: bool
    owns: bool
    gap: str


def plain_word(word: str) -> str:
    """Return a word in lower case, without accents, a possessive s or marks at its end.

    >>> plain_word("Lucía's"), plain_word("Quiñones,")
    ('lucia', 'quinones')
    """
    letters = unicodedata.normalize("NFD", word.lower())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter)).replace("’", "'")
    return bare.removesuffix("'s").rstrip("'-.,;:")


def words_of(text: str) -> list[Word]:
    """Return the words of a text, in order.

    >>> [(word.plain, word.capital) for word in words_of("Doña Ana")]
    [('dona', True), ('ana', True)]
    """
    shouted = not any(letter.islower() for letter in text)
    words, end = [], 0
    for match in _WORD.finditer(text):
        capital = match[0][0].isupper() and not shouted
        owns = match[0].endswith(("'s", "’s"))
        words.append(Word(match.start(), match.end(), plain_word(match[0]), capital, owns, text[end : match.start()]))
        end = match.end()
    return words


def could_be(word: Word) -> bool:
    """Return whether no list says that a word is no name.

    >>> could_be(words_of("Monday")[0]), could_be(words_of("Mondale")[0])
    (False, True)
    """
    return word.plain not in name_words().not_names and word.plain not in name_words().place_nouns


def is_first(plain: str) -> bool:
    """Return whether a word is a listed first name, or a small form of one, such as Teresita.

    >>> is_first("teresita"), is_first("bonita")
    (True, False)
    """
    names = name_words().first_names
    root = plain.removesuffix("s")[:-3] if plain.endswith(("ita", "ito", "itos")) else None
    return plain in names or (root is not None and not names.isdisjoint({root, f"{root}a", f"{root}o"}))


def name_words() -> NameWords:
    """Return the lists as reviewed."""
    return load_data("core/personal_names", NameWords)


@cache
def not_people() -> dict[str, tuple[str, ...]]:
    """Return first word -> the phrases that begin with it, as words are compared."""
    phrases = [" ".join(plain_word(word) for word in name.split()) for name in name_words().not_people]
    firsts = {phrase.split()[0] for phrase in phrases}
    return {first: tuple(phrase for phrase in phrases if phrase.split()[0] == first) for first in firsts}


@cache
def cues() -> dict[str, tuple[str, ...]]:
    """Return last word -> the cues that end with it."""
    known = name_words().cues
    return {last: tuple(cue for cue in known if cue.split()[-1] == last) for last in {cue.split()[-1] for cue in known}}
