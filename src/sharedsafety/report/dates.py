"""Fiscal years, periods and dates as people read them, in English and Spanish."""

from __future__ import annotations

from sharedsafety.report.numbers import words


def fiscal_year(year: int, start_month: int) -> str:
    """Return a fiscal year by its name; ``year`` is the year it ends.

    >>> fiscal_year(2022, 7), fiscal_year(2000, 7), fiscal_year(2022, 1)
    ('2021-22', '1999-2000', '2022')
    """
    if start_month == 1:
        return str(year)
    end = f"{year % 100:02d}" if year % 100 else str(year)
    return f"{year - 1}-{end}"


def period(text: str, language: str = "en") -> str:
    """Return a period (``2021``, ``2021-07``, ``2021Q3`` or ``2021-07-14``) in words.

    >>> period("2021-07"), period("2021Q3", "es"), period("2021")
    ('July 2021', 'julio–septiembre de 2021', '2021')
    """
    form = words(language)
    if "Q" in text:
        year, quarter = text.split("Q")
        first = 3 * (int(quarter) - 1)
        months = form["months"]
        return str(form["quarter"]).format(first=months[first], last=months[first + 2], year=year)
    parts = text.split("-")
    if len(parts) == 1:
        return text
    month = form["months"][int(parts[1]) - 1]
    if len(parts) == 2:
        return str(form["month"]).format(month=month, year=parts[0])
    return str(form["date"]).format(day=int(parts[2]), month=month, year=parts[0])


def short_period(text: str, language: str = "en") -> str:
    """Return a period short enough for an axis, without the year where a month says enough.

    >>> short_period("2021-09"), short_period("2021Q3"), short_period("2021")
    ('Sept', 'Q3', '2021')
    """
    if "Q" in text:
        return text[4:] if language == "en" else f"T{text[-1]}"
    parts = text.split("-")
    return text if len(parts) == 1 else str(words(language)["months_short"][int(parts[1]) - 1])
