"""Names of persons in English and Spanish text, by lists of names and by the words before them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sharedsafety.core.reviewed import load_data

_WORD = re.compile(r"[^\W\d_][\w'’-]{0,40}")
_LONGEST_NAME = 4
#: Words inside a name that are written small.
_PARTICLES = frozenset({"de", "la", "del", "los", "las", "y", "van", "von", "da", "dos"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """Lists of words, from ``data/core/personal_names.yaml``: lower case, without accents."""

    first_names: frozenset[str]
    word_names: frozenset[str]
    surnames: frozenset[str]
    titles: frozenset[str]
    kin: frozenset[str]
    possessives: frozenset[str]
    cues: tuple[str, ...]
    saints: frozenset[str]
    place_nouns: frozenset[str]
    not_people: tuple[str, ...]
    not_names: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with its place, as it is compared, and what stands before it; ``owns``: it ends in 's."""

    start: int
    end: int
    plain: str
    capital: bool
    owns: bool
    gap: str


def name_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of every name of a person, in order.

    >>> list(name_spans("I asked Officer Hanley and maria gonzalez"))
    [(16, 22), (27, 41)]
    """
    words, at = _words(text), 0
    while at < len(words):
        public = _public_length(words, at)
        if public or not _begins_name(words, at) or _is_place(words, at):
            at += max(public, 1)
            continue
        last = _last_of_name(words, at)
        yield words[at].start, words[last].end
        at = last + 1


def plain_word(word: str) -> str:
    """Return a word in lower case, without accents, a possessive s or marks at its end.

    >>> plain_word("Lucía's"), plain_word("Quiñones,")
    ('lucia', 'quinones')
    """
    letters = unicodedata.normalize("NFD", word.lower())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter)).replace("’", "'")
    return bare.removesuffix("'s").rstrip("'-.,;:")


def _words(text: str) -> list[_Word]:
    shouted = not any(letter.islower() for letter in text)
    words, end = [], 0
    for match in _WORD.finditer(text):
        capital = match[0][0].isupper() and not shouted
        owns = match[0].endswith(("'s", "’s"))
        words.append(_Word(match.start(), match.end(), plain_word(match[0]), capital, owns, text[end : match.start()]))
        end = match.end()
    return words


def _begins_name(words: Sequence[_Word], at: int) -> bool:
    word, lists = words[at], _lists()
    could_be = word.capital and _could_be(word)
    listed = _is_first(word.plain) or word.plain in lists.surnames
    if _introduced(words, at):
        return could_be or listed or word.plain in lists.word_names
    if _titled(words, at):
        return could_be or listed
    return (word.capital and _is_first(word.plain)) or _beside_surname(words, at) or _family(words, at)


def _could_be(word: _Word) -> bool:
    """Return whether no list says that a word is no name."""
    return word.plain not in _lists().not_names and word.plain not in _lists().place_nouns


def _is_first(plain: str) -> bool:
    """Return whether a word is a listed first name, or a small form of one, such as Teresita."""
    names = _lists().first_names
    root = plain.removesuffix("s")[:-3] if plain.endswith(("ita", "ito", "itos")) else None
    return plain in names or (root is not None and not names.isdisjoint({root, f"{root}a", f"{root}o"}))


def _titled(words: Sequence[_Word], at: int) -> bool:
    """Return whether a title or kin stands before a word: "Officer", "mi vecina"."""
    if at == 0 or words[at - 1].owns:
        return False
    gap, before, lists = words[at].gap, words[at - 1], _lists()
    if gap in {" ", ". ", "."} and before.plain in lists.titles:
        return True
    owned = at > 1 and words[at - 2].plain in lists.possessives
    return gap in {" ", ", "} and before.plain.split("-")[0] in lists.kin and (owned or not before.capital)


def _introduced(words: Sequence[_Word], at: int) -> bool:
    """Return whether the words before say that a name follows: "my name is", "se llama"."""
    if at == 0 or words[at - 1].plain not in _cues() or words[at].gap.strip(" :;,-"):
        return False
    said = " ".join(word.plain for word in words[max(at - 4, 0) : at])
    return any(f" {said}".endswith(f" {cue}") for cue in _cues()[words[at - 1].plain])


def _beside_surname(words: Sequence[_Word], at: int) -> bool:
    """Return whether a word and the next are first name and surname, in either order."""
    word, lists = words[at], _lists()
    following = _next(words, at, skip_initial=True)
    if following is None:
        return False
    if following.gap == ", ":
        return word.plain in lists.surnames and _is_first(following.plain)
    first = _is_first(word.plain) or word.plain in lists.word_names
    unlisted = word.capital and following.capital and _could_be(word)
    return following.plain in lists.surnames and (first or unlisted)


def _family(words: Sequence[_Word], at: int) -> bool:
    """Return whether a surname is said of a family: "the Delgado family", "la familia Delgado"."""
    word, following = words[at], _next(words, at)
    if not word.capital or word.plain in _lists().not_names:
        return False
    before = at > 0 and word.gap == " " and words[at - 1].plain == "familia"
    listed = word.plain in _lists().surnames
    return before or (listed and following is not None and following.plain in {"family", "familia"})


def _next(words: Sequence[_Word], at: int, *, skip_initial: bool = False) -> _Word | None:
    """Return the word that follows within the same phrase, past an initial such as the M. of Ana M. Lopez."""
    if at + 1 >= len(words):
        return None
    following = words[at + 1]
    if skip_initial and len(following.plain) == 1 and following.capital and at + 2 < len(words):
        return words[at + 2] if words[at + 2].gap in {" ", ". "} else None
    return following if following.gap in {" ", ", "} else None


def _is_place(words: Sequence[_Word], at: int) -> bool:
    """Return whether the name is a part of the name of a place, an organization or a day."""
    lists, before = _lists(), at - 1
    while before >= 0 and words[before + 1].gap == " " and words[before].plain in _PARTICLES:
        before -= 1
    if before >= 0 and words[before + 1].gap in {" ", ". "}:
        plain, titled = words[before].plain, words[before].plain in lists.titles
        if plain in lists.saints or (plain in lists.place_nouns and words[before].capital and not titled):
            return True
    return any(word.plain in lists.place_nouns for word in words[at + 1 : _end_of_run(words, at)])


def _end_of_run(words: Sequence[_Word], at: int) -> int:
    """Return the place after the last word of a run of capitalised words, five at most, and one small word more."""
    end = at + 1
    while end < len(words) and end - at < 6 and words[end].gap in {" ", ". ", " & "}:
        if not words[end].capital and words[end].plain not in _PARTICLES:
            return end + 1 if words[end].plain in _lists().place_nouns else end
        end += 1
    return end


def _last_of_name(words: Sequence[_Word], at: int) -> int:
    """Return the place of the last word of the name that begins here."""
    last, lists = at, _lists()
    for place in range(at + 1, min(at + _LONGEST_NAME, len(words))):
        word = words[place]
        listed = word.plain in lists.surnames or (word.capital and word.plain not in lists.not_names)
        if word.gap not in {" ", ". ", ", "} or (word.gap == ", " and place > at + 1):
            break
        if listed and not (word.gap == ", " and not _beside_surname(words, at)):
            last = place
        elif word.plain not in _PARTICLES and len(word.plain) > 1:
            break
    return last


def _public_length(words: Sequence[_Word], at: int) -> int:
    """Return how many words from here are a public figure or a place named after a person; 0 for none."""
    said = " ".join(word.plain for word in words[at : at + 4])
    known = _not_people().get(words[at].plain, ())
    return next((len(name.split()) for name in known if f"{said} ".startswith(f"{name} ")), 0)


def _lists() -> NameWords:
    return load_data("core/personal_names", NameWords)


@cache
def _not_people() -> dict[str, tuple[str, ...]]:
    """Return first word -> the phrases that begin with it, as words are compared."""
    phrases = [" ".join(plain_word(word) for word in name.split()) for name in _lists().not_people]
    firsts = {phrase.split()[0] for phrase in phrases}
    return {first: tuple(phrase for phrase in phrases if phrase.split()[0] == first) for first in firsts}


@cache
def _cues() -> dict[str, tuple[str, ...]]:
    """Return last word -> the cues that end with it."""
    cues = _lists().cues
    return {last: tuple(cue for cue in cues if cue.split()[-1] == last) for last in {cue.split()[-1] for cue in cues}}
