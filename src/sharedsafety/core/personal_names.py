"""Names of persons in English and Spanish text, by lists of names and by the words before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sharedsafety.core.personal_words import Word, could_be, cues, is_first, name_words, not_people, words_of

#: Words that one name may have; it bounds how far the reader looks ahead.
_LONGEST_NAME = 4


def name_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of every name of a person, in order.

    >>> list(name_spans("I asked Officer Hanley and maria gonzalez"))
    [(16, 22), (27, 41)]
    """
    words, at = words_of(text), 0
    while at < len(words):
        public = _public_length(words, at)
        if public or not _begins_name(words, at) or _is_place(words, at):
            at += max(public, 1)
            continue
        last = _last_of_name(words, at)
        yield words[at].start, words[last].end
        at = last + 1


def _begins_name(words: Sequence[Word], at: int) -> bool:
    word, lists = words[at], name_words()
    possible = word.capital and could_be(word)
    listed = is_first(word.plain) or word.plain in lists.surnames
    if _introduced(words, at):
        return possible or listed or word.plain in lists.word_names
    if _titled(words, at):
        return possible or listed
    return (word.capital and is_first(word.plain)) or _beside_surname(words, at) or _family(words, at)


def _titled(words: Sequence[Word], at: int) -> bool:
    """Return whether a title or kin stands before a word: "Officer", "mi vecina"."""
    if at == 0 or words[at - 1].owns:
        return False
    gap, before, lists = words[at].gap, words[at - 1], name_words()
    if gap in {" ", ". ", "."} and before.plain in lists.titles:
        return True
    owned = at > 1 and words[at - 2].plain in lists.possessives
    return gap in {" ", ", "} and before.plain.split("-")[0] in lists.kin and (owned or not before.capital)


def _introduced(words: Sequence[Word], at: int) -> bool:
    """Return whether the words before say that a name follows: "my name is", "se llama"."""
    if at == 0 or words[at - 1].plain not in cues() or words[at].gap.strip(" :;,-"):
        return False
    said = " ".join(word.plain for word in words[max(at - 4, 0) : at])
    return any(f" {said}".endswith(f" {cue}") for cue in cues()[words[at - 1].plain])


def _beside_surname(words: Sequence[Word], at: int) -> bool:
    """Return whether a word and the next are first name and surname, in either order."""
    word, lists = words[at], name_words()
    following = _next(words, at, skip_initial=True)
    if following is None:
        return False
    if following.gap == ", ":
        return word.plain in lists.surnames and is_first(following.plain)
    first = is_first(word.plain) or word.plain in lists.word_names
    unlisted = word.capital and following.capital and could_be(word)
    return following.plain in lists.surnames and (first or unlisted)


def _family(words: Sequence[Word], at: int) -> bool:
    """Return whether a surname is said of a family: "the Delgado family", "la familia Delgado"."""
    word, following = words[at], _next(words, at)
    if not word.capital or word.plain in name_words().not_names:
        return False
    before = at > 0 and word.gap == " " and words[at - 1].plain == "familia"
    listed = word.plain in name_words().surnames
    return before or (listed and following is not None and following.plain in {"family", "familia"})


def _next(words: Sequence[Word], at: int, *, skip_initial: bool = False) -> Word | None:
    """Return the word that follows within the same phrase, past an initial such as the M. of Ana M. Lopez."""
    if at + 1 >= len(words):
        return None
    following = words[at + 1]
    if skip_initial and len(following.plain) == 1 and following.capital and at + 2 < len(words):
        return words[at + 2] if words[at + 2].gap in {" ", ". "} else None
    return following if following.gap in {" ", ", "} else None


def _is_place(words: Sequence[Word], at: int) -> bool:
    """Return whether the name is a part of the name of a place, an organization or a day."""
    lists, before = name_words(), at - 1
    while before >= 0 and words[before + 1].gap == " " and words[before].plain in name_words().particles:
        before -= 1
    if before >= 0 and words[before + 1].gap in {" ", ". "}:
        plain, titled = words[before].plain, words[before].plain in lists.titles
        if plain in lists.saints or (plain in lists.place_nouns and words[before].capital and not titled):
            return True
    return any(word.plain in lists.place_nouns for word in words[at + 1 : _end_of_run(words, at)])


def _end_of_run(words: Sequence[Word], at: int) -> int:
    """Return the place after the last word of a run of capitalised words, five at most, and one small word more."""
    end = at + 1
    while end < len(words) and end - at < 6 and words[end].gap in {" ", ". ", " & "}:
        if not words[end].capital and words[end].plain not in name_words().particles:
            return end + 1 if words[end].plain in name_words().place_nouns else end
        end += 1
    return end


def _last_of_name(words: Sequence[Word], at: int) -> int:
    """Return the place of the last word of the name that begins here."""
    last, lists = at, name_words()
    for place in range(at + 1, min(at + _LONGEST_NAME, len(words))):
        word = words[place]
        listed = word.plain in lists.surnames or (word.capital and word.plain not in lists.not_names)
        if word.gap not in {" ", ". ", ", "} or (word.gap == ", " and place > at + 1):
            break
        if listed and not (word.gap == ", " and not _beside_surname(words, at)):
            last = place
        elif word.plain not in name_words().particles and len(word.plain) > 1:
            break
    return last


def _public_length(words: Sequence[Word], at: int) -> int:
    """Return how many words from here are a public figure or a place named after a person; 0 for none."""
    said = " ".join(word.plain for word in words[at : at + 4])
    known = not_people().get(words[at].plain, ())
    return next((len(name.split()) for name in known if f"{said} ".startswith(f"{name} ")), 0)
