"""What stands in one cell of a public file: digits as the source has them, nothing at all, or a school year."""

from __future__ import annotations

import re

#: What publishers write where they have no number.
NOT_GIVEN = frozenset({"", "NA", "N/A", ".", "*"})
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+")
_SCHOOL_YEAR = re.compile(r"(\d{4})-\d{2}")


def number_text(text: str) -> str:
    """Return the digits of a source as they are, with a leading zero put back; empty where it gives none.

    >>> number_text(".2142827"), number_text("5585"), number_text("NA"), number_text("-.5"), number_text("1,808")
    ('0.2142827', '5585', '', '-0.5', '1808')
    """
    text = text.strip()
    if _THOUSANDS.fullmatch(text):
        return text.replace(",", "")
    if text in NOT_GIVEN:
        return ""
    sign, digits = (text[0], text[1:]) if text[0] in "+-" else ("", text)
    return f"{sign}0{digits}" if digits.startswith(".") else text


def school_year_end(text: str) -> str:
    """Return the year in which a school year ends; a text that names no school year comes back as it is.

    >>> school_year_end("2024-25"), school_year_end("1999-00"), school_year_end("2024")
    ('2025', '2000', '2024')
    """
    found = _SCHOOL_YEAR.fullmatch(text)
    return str(int(found[1]) + 1) if found else text
