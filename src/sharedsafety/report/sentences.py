"""The report grammar: one template a sentence, in two languages, filled from one measure (method.md 10)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from string import Formatter
from typing import Any

from sharedsafety.core.errors import BadData
from sharedsafety.core.figure import Figure
from sharedsafety.core.reviewed import catalogues_named, read_catalogue
from sharedsafety.report import numbers
from sharedsafety.report.dates import period
from sharedsafety.report.names import name

#: How a template writes a value: ``{share:of_100}``. Those ending in ``_range`` take a Figure's interval.
_WRITTEN: dict[str, Callable[..., str]] = {
    "money": numbers.money,
    "exact": numbers.exact_money,
    "share": numbers.share,
    "the_share": numbers.the_share,
    "percent": numbers.percent,
    "of_100": numbers.of_100,
    "cents": numbers.cents,
    "count": numbers.count,
    "number": numbers.number,
}
_RANGES: dict[str, Callable[..., str]] = {
    "money_range": numbers.money_range,
    "share_range": numbers.share_range,
    "of_100_range": lambda low, high, language: numbers.between(
        numbers.of_100(low, language), numbers.of_100(high, language), language
    ),
    "number_range": lambda low, high, language: numbers.between(
        numbers.number(low, language), numbers.number(high, language), language
    ),
}


def sentence(key: str, language: str = "en", **values: Any) -> str:
    """Return one finished sentence.

    Args:
        key: group and name in a file of sentences (``data/report/sentences.yaml``), such as ``money.prevention``.
        values: Figures, numbers or words for the fields of the template.

    Raises:
        BadData: no such sentence, or a field is missing or can't be told: a sentence never has a hole.

    >>> sentence("range.same")
    'The range rounds to the same amount.'
    """
    text = _Grammar(key, language).vformat(template(key, language), (), values)
    return _contracted(_begun(text, key, language), language)


def _begun(text: str, key: str, language: str) -> str:
    """Return a sentence that begins with a number in words ("under 0.1 %") with a capital."""
    first = next(iter(Formatter().parse(template(key, language))))
    begins_with_number = not first[0] and first[2] in _WRITTEN
    return f"{text[:1].upper()}{text[1:]}" if begins_with_number else text


def _contracted(text: str, language: str) -> str:
    """Return a sentence with the articles drawn together that the language draws together before a number."""
    for apart, together in numbers.words(language)["contracted"].items():
        for one, other in ((apart, together), (apart.capitalize(), together.capitalize())):
            text = re.sub(rf"\b{one} (?=\d)", f"{other} ", text)
    return text


def has_sentence(key: str) -> bool:
    """Return whether the grammar has this sentence."""
    group, _, short = key.partition(".")
    return short in _sentences().get(group, {})


def template(key: str, language: str = "en") -> str:
    """Return the template of a sentence.

    Raises:
        BadData: no such sentence.
    """
    group, _, short = key.partition(".")
    if not has_sentence(key):
        raise BadData("sentence-missing", file="report/sentences.yaml", key=key)
    text: str = _sentences()[group][short][language]
    return text


def keys() -> tuple[str, ...]:
    """Return the key of every sentence, in the order of the data files."""
    return tuple(f"{group}.{short}" for group, found in _sentences().items() for short in found)


def fields(key: str, language: str = "en") -> frozenset[str]:
    """Return the fields of a template with the way each is written, such as ``share:of_100``."""
    parsed = Formatter().parse(template(key, language))
    return frozenset(f"{field}:{spec}" for _, field, spec, _ in parsed if field is not None)


def with_range(key: str, figure: Figure, unit: str, language: str = "en", **values: Any) -> str:
    """Return a sentence about ``figure`` followed by the sentence about its range (method.md, rule R2).

    ``unit`` is how the range is written: ``money``, ``share``, ``of_100`` or ``number``.
    """
    return f"{sentence(key, language, figure=figure, **values)} {range_sentence(figure, unit, language)}"


def range_sentence(figure: Figure, unit: str, language: str = "en") -> str:
    """Return the range of a figure in words: its ends, that it rounds away, or that the count is complete.

    >>> range_sentence(Figure(value=9.0, unit="usd", basis="FY2022 adopted"), "money")
    'This is a complete count.'
    """
    if figure.low is None or figure.high is None:
        return sentence("range.complete", language)
    written = _WRITTEN[unit]
    if written(figure.low, language) == written(figure.high, language):
        return sentence("range.same", language)
    return sentence(f"range.{unit}", language, figure=figure)


@cache
def _sentences() -> Mapping[str, Any]:
    """Return every group of sentences over all files of sentences; a group stands in one file."""
    return {group: found for name in catalogues_named("sentences") for group, found in read_catalogue(name).items()}


class _Grammar(Formatter):
    """Formats the fields of one sentence with the number rules of its language."""

    def __init__(self, key: str, language: str) -> None:
        self.key, self.language = key, language

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        if key not in kwargs or kwargs[str(key)] is None:
            raise self._hole(str(key))
        return kwargs[str(key)]

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec in _RANGES:
            if not isinstance(value, Figure) or value.low is None or value.high is None:
                raise self._hole(format_spec)
            return _RANGES[format_spec](value.low, value.high, self.language)
        if format_spec == "denominator":
            return name("denominator", value.denominator or "", self.language)
        if format_spec == "period":
            return period(str(value), self.language)
        number = value.value if isinstance(value, Figure) else value
        if number is None:
            raise self._hole(format_spec)
        return _WRITTEN[format_spec](number, self.language) if format_spec else str(number)

    def _hole(self, field: str) -> BadData:
        return BadData("sentence-value", file="report/sentences.yaml", key=self.key, field=field)
