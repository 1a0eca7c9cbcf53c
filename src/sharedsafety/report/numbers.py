"""Numbers as people read them, in English and Spanish: rounding rules stand here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sharedsafety.core.reviewed import read_catalogue

MINUS = "\N{MINUS SIGN}"


def words(language: str) -> Mapping[str, Any]:
    """Return the wording and the units of one language (``data/report/numbers.yaml``)."""
    found: Mapping[str, Any] = _rules()["languages"][language]
    return found


def count(value: float, language: str = "en", *, decimals: int = 0) -> str:
    """Return a plain number with thousands marked; both languages write 1,234.5 as in the United States.

    >>> count(1234)
    '1,234'
    """
    rounded = _rounded(value, decimals)
    return _signed(rounded, f"{abs(rounded):,.{decimals}f}")


def number(value: float, language: str = "en") -> str:
    """Return a number with at most three significant digits, as in ``31.2`` or ``1,230``.

    >>> number(31.24), number(0.0312), number(1234.5)
    ('31.2', '0.0312', '1,230')
    """
    rounded = _significant(value)
    return _signed(rounded, _plain(abs(rounded)))


def money(usd: float, language: str = "en") -> str:
    """Return dollars for reading: three significant digits, with the word of the scale.

    >>> money(1_764_000_000), money(999_999), money(45_312), money(4.25)
    ('$1.76\\xa0billion', '$1\\xa0million', '$45,300', '$4.25')
    >>> money(1_764_000_000, "es")
    '$1,760\\xa0millones'
    """
    unit = _unit_of(usd, language)
    if unit is None:
        return _small_money(usd, language)
    part = abs(_significant(usd)) / unit["from"]
    word = unit["one"] if part == 1 else unit["word"]
    return _signed(_exact(usd), f"${_plain(part)}{_rules()['no_break_space']}{word}")


def short_money(usd: float, language: str = "en") -> str:
    """Return dollars for a chart: as ``money``, with one letter for the scale.

    >>> short_money(418_200_000)
    '$418\\xa0M'
    """
    unit = _unit_of(usd, language)
    if unit is None:
        return _small_money(usd, language)
    part = abs(_significant(usd)) / unit["from"]
    return _signed(_exact(usd), f"${_plain(part)}{_rules()['no_break_space']}{unit['short']}")


def exact_money(usd: float, language: str = "en") -> str:
    """Return whole dollars for a table, nothing rounded away but the cents.

    >>> exact_money(1_764_000_123.4)
    '$1,764,000,123'
    """
    rounded = _rounded(usd, 0)
    return _signed(rounded, f"${abs(rounded):,}")


def money_range(low: float, high: float, language: str = "en") -> str:
    """Return two amounts as one range; they share the word of the scale where they can.

    >>> money_range(11_000_000, 13_040_000), money_range(45_000, 13_040_000)
    ('$11.0 to $13.0\\xa0million', '$45,000 to $13\\xa0million')
    """
    unit_low, unit_high = _unit_of(low, language), _unit_of(high, language)
    if unit_high is None or unit_low is not unit_high:
        return between(money(low, language), money(high, language), language)
    decimals = _decimals_of(_exact(high) / unit_high["from"])
    low_text, high_text = (_money_in(value, unit_high, decimals) for value in (low, high))
    return f"{between(low_text, high_text, language)}{_rules()['no_break_space']}{unit_high['word']}"


def share(value: float, language: str = "en") -> str:
    """Return a share (0-1) as a percent: never 0 % for something, never 100 % for not everything.

    >>> share(0.2212), share(0.011), share(0.0004), share(0), share(0.999)
    ('22\\xa0%', '1.1\\xa0%', 'under 0.1\\xa0%', '0\\xa0%', 'over 99\\xa0%')
    >>> share(0.0197)  # not '2.0', which would stand beside '2' for 0.0203
    '2\\xa0%'
    """
    rules, text = _rules(), words(language)
    space = rules["no_break_space"]
    if 0 < abs(value) < rules["smallest_share"]:
        limit = f"{_plain(_exact(rules['smallest_share']) * 100)}{space}%"
        return str(text["under"]).format(value=limit)
    if rules["largest_share"] <= value < 1:
        return str(text["over"]).format(value=f"99{space}%")
    return f"{_percent_digits(value)}{space}%"


def stated_share(value: float) -> str:
    """Return a share that somebody stated as a percent with all its digits: rounded, it would be another demand.

    >>> stated_share(0.0235), stated_share(0.2), stated_share(1)
    ('2.35\\xa0%', '20\\xa0%', '100\\xa0%')
    """
    return f"{_plain(_exact(value) * 100)}{_rules()['no_break_space']}%"


def tenths(value: float, language: str = "en") -> str:
    """Return a share as a percent with one decimal, for the ticks of an axis.

    >>> tenths(0.075)
    '7.5\\xa0%'
    """
    return f"{count(value * 100, language, decimals=1)}{_rules()['no_break_space']}%"


def the_share(value: float, language: str = "en") -> str:
    """Return a share as a part of a sentence: with its article where the language has one.

    >>> the_share(0.22), the_share(0.22, "es"), the_share(0.0004, "es")
    ('22\\xa0%', 'el 22\\xa0%', 'menos del 0.1\\xa0%')
    """
    text = share(value, language)
    return str(words(language)["the_share"]).format(share=text) if text[0].isdigit() else text


def share_range(low: float, high: float, language: str = "en") -> str:
    """Return two shares as one range in percent.

    >>> share_range(0.19, 0.26), share_range(0.0001, 0.26)
    ('19 to 26\\xa0%', 'under 0.1\\xa0% to 26\\xa0%')
    """
    texts = share(low, language), share(high, language)
    if any(not text[0].isdigit() for text in texts):
        return between(*texts, language)
    return between(_percent_digits(low), texts[1], language)


def percent(value: float, language: str = "en") -> str:
    """Return the size of a relative change as a percent, without its sign: the sentence says which way.

    >>> percent(-0.064), percent(1.5)
    ('6\\xa0%', '150\\xa0%')
    """
    size = abs(value)
    return f"{_percent_digits(size)}{_rules()['no_break_space']}%" if size >= 1 else share(size, language)


def of_100(value: float, language: str = "en") -> str:
    """Return a share as dollars of every $100.

    >>> of_100(0.2212), of_100(0.0114), of_100(0.0002), of_100(0.998)
    ('$22', '$1.14', 'less than $0.10', 'more than $99')
    """
    rules, text = _rules(), words(language)
    if 0 < value < rules["smallest_of_100_usd"] / 100:
        return str(text["less_than"]).format(value=f"${rules['smallest_of_100_usd']:.2f}")
    if rules["largest_share"] <= value < 1:
        return str(text["more_than"]).format(value="$99")
    decimals = 2 if 0 < value < rules["tenths_below_share"] else 0
    return f"${_rounded(value * 100, decimals):.{decimals}f}"


def cents(value: float, language: str = "en") -> str:
    """Return a share as cents of one dollar.

    >>> cents(0.42), cents(0.011), cents(0.002)
    ('42 cents', '1 cent', 'less than 1 cent')
    """
    text = words(language)
    whole = _rounded(value * 100, 0)
    if whole == 0 and value > 0:
        return str(text["less_than"]).format(value=text["cent"].format(value=1))
    return str(text["cent" if whole == 1 else "cents"]).format(value=whole)


def between(low: str, high: str, language: str = "en") -> str:
    """Return two written values as one range.

    >>> between("$19", "$26", "es")
    '$19 a $26'
    """
    return str(words(language)["range"]).format(low=low, high=high)


def listed(items: tuple[str, ...], language: str = "en") -> str:
    """Return words as a list in a sentence.

    >>> listed(("jail", "courts", "police"))
    'jail, courts and police'
    """
    if len(items) <= 1:
        return "".join(items)
    return str(words(language)["list_more"]).format(first=", ".join(items[:-1]), last=items[-1])


def _rules() -> Mapping[str, Any]:
    return read_catalogue("report/numbers")


def _exact(value: float | Decimal) -> Decimal:
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def _rounded(value: float | Decimal, decimals: int) -> Decimal:
    return _exact(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _significant(value: float | Decimal) -> Decimal:
    exact = _exact(value)
    if not exact:
        return Decimal(0)
    return _rounded(exact, int(_rules()["significant_digits"]) - 1 - exact.adjusted())


def _small_money(usd: float, language: str) -> str:
    size = abs(_exact(usd))
    if 0 < size < Decimal("0.005"):
        return str(words(language)["less_than"]).format(value="$0.01")
    if size < _rules()["cents_below_usd"] and size != size.to_integral_value():
        return _signed(_exact(usd), f"${_rounded(size, 2)}")
    return _signed(_exact(usd), f"${_rounded(abs(_significant(usd)), 0):,}")


def _unit_of(usd: float, language: str) -> Mapping[str, Any] | None:
    """Return the scale of an amount, chosen after rounding: 999,999 is $1 million."""
    size = abs(_significant(usd))
    return next((unit for unit in words(language)["scales"] if size >= unit["from"]), None)


def _decimals_of(part: Decimal) -> int:
    return max(0, int(_rules()["significant_digits"]) - 1 - _significant(part).adjusted())


def _money_in(usd: float, unit: Mapping[str, Any], decimals: int) -> str:
    part = _rounded(_exact(usd) / unit["from"], decimals)
    return _signed(part, f"${abs(part):,}")


def _percent_digits(value: float) -> str:
    limit = _exact(_rules()["tenths_below_share"]) * 100
    tenths = _rounded(_exact(value) * 100, 1)
    rounded = tenths if value and abs(tenths) < limit else _rounded(_exact(value) * 100, 0)
    return _signed(rounded, f"{abs(rounded):,}")


def _plain(value: Decimal) -> str:
    """Return digits without an exponent and without trailing zeros."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _signed(value: Decimal, text: str) -> str:
    return f"{MINUS}{text}" if value < 0 else text
