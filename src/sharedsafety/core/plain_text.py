"""Characters that have no place in a text: nobody sees them, and they break files, screens or the order of words."""

from __future__ import annotations

import re

#: Control characters but tab and line ends, overrides of the direction of writing, halves of characters and the two
#: that are none: XML forbids most of them, a terminal obeys some, and the overrides turn what stands around them.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def unseen_character(text: str) -> str | None:
    """Return the first character of a text that can't be shown, by its number; None where all can.

    >>> unseen_character("Heal\\x1b[2J"), unseen_character("Sanación 👩🏽‍⚕️ שלום")
    ('U+001B', None)
    """
    found = _UNSEEN.search(text)
    return None if found is None else f"U+{ord(found[0]):04X}"


def without_unseen(text: str) -> str:
    """Return a text with a blank in place of each character that can't be shown.

    >>> without_unseen("Fire\\x0bRescue")
    'Fire Rescue'
    """
    return _UNSEEN.sub(" ", text)


def on_one_line(text: str) -> str:
    """Return a text as one line in which every character can be seen.

    >>> on_one_line("a\\x1b[2J\\nb")
    'a\\\\x1b[2J\\\\nb'
    """
    for character, shown in _LINE_ENDS.items():
        text = text.replace(character, shown)
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)
