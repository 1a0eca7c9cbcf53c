"""The investment taxonomy: categories, levels, principles, marker sets, funding sources, delivery agents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from sharedsafety.core.errors import BadData
from sharedsafety.core.reviewed import as_shape, read_catalogue

_FILE = "framework/taxonomy.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """What a category does not buy, and the code that buys it."""

    what: str
    code: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRule:
    """Default prevention level of a category and the levels a coder may choose."""

    default: str
    allowed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkerRule:
    """Principle markers of a category: by default, and the most a coder may give with a note."""

    default: Mapping[str, float]
    max: Mapping[str, float]

    def most(self, principle: str) -> float:
        """Return the highest marker allowed for ``principle``."""
        return max(self.max.get(principle, 0.0), self.default.get(principle, 0.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """Codes of another classification, with the confidence of the match (high, medium, low)."""

    codes: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyItems:
    """(function, activity) pairs of California county budgets, with the confidence of the match."""

    items: tuple[tuple[str, str], ...]
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """A category beside the Census functions, the California county functions and COFOG."""

    census: Codes
    ca_county: CountyItems
    cofog: Codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One category: what the money buys (method.md 2.7). It never says whether the money is good or bad."""

    code: str
    name: str
    definition: str
    include: tuple[str, ...]
    exclude: tuple[Exclusion, ...]
    level: LevelRule
    principles: MarkerRule
    crosswalk: Crosswalk
    keywords: tuple[str, ...]
    response_mode: str | None = None
    note: str | None = None

    @property
    def family(self) -> str:
        """Return the code of the family."""
        return self.code[:2]


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingSource:
    """What is known of a funding source in general; control and recurrence are to be verified locally."""

    code: str
    name: str
    level: str
    control: str
    recurrence: str
    note: str | None = None
    decided_by: str | None = None
    last_obligation: str | None = None
    last_spend: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxonomy:
    """The taxonomy as one frozen value.

    ``marker_sets`` maps strict, default and generous to the value of a principal and a significant marker.
    ``function_prior`` maps a Census function code to category shares, which only propose.
    ``vocabularies`` are the value lists of a coded budget line.
    """

    version: str
    categories: tuple[Category, ...]
    families: Mapping[str, str]
    principles: Mapping[str, str]
    marker_sets: Mapping[str, Mapping[str, float]]
    levels: tuple[str, ...]
    upstream: tuple[str, ...]
    response_modes: tuple[str, ...]
    function_prior: Mapping[str, Mapping[str, float]]
    funding_sources: tuple[FundingSource, ...]
    control_classes: tuple[str, ...]
    recurrence_classes: tuple[str, ...]
    delivery_agents: tuple[str, ...]
    law_enforcement_family: tuple[str, ...]
    vocabularies: Mapping[str, Any]

    def category(self, code: str) -> Category:
        """Return the category of a code.

        Raises:
            KeyError: no category has this code.

        >>> taxonomy().category("SV-TRC").level.default
        'tertiary'
        """
        for category in self.categories:
            if category.code == code:
                return category
        raise KeyError(code)

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of all categories in the order of the file."""
        return tuple(category.code for category in self.categories)


@cache
def taxonomy() -> Taxonomy:
    """Return the reviewed taxonomy of ``data/framework/taxonomy.yaml``.

    Raises:
        BadData: the file breaks one of its own rules.

    >>> len(taxonomy().categories), len(taxonomy().families)
    (37, 8)
    """
    raw = read_catalogue("framework/taxonomy")
    result = Taxonomy(
        version=raw["meta"]["version"],
        categories=tuple(_shaped(entry, Category) for entry in raw["categories"]),
        families=MappingProxyType(raw["families"]),
        principles=MappingProxyType({code: item["name"] for code, item in raw["principles"]["items"].items()}),
        marker_sets=MappingProxyType(raw["marker_scale"]["sensitivity_sets"]),
        levels=tuple(raw["levels"]["items"]),
        upstream=tuple(raw["levels"]["upstream"]),
        response_modes=tuple(raw["response_modes"]["items"]),
        function_prior=MappingProxyType(raw["function_prior"]["census"]),
        funding_sources=tuple(_shaped(entry, FundingSource) for entry in raw["funding_sources"]["items"]),
        control_classes=tuple(raw["funding_sources"]["control_classes"]),
        recurrence_classes=tuple(raw["funding_sources"]["recurrence_classes"]),
        delivery_agents=tuple(raw["delivery_agents"]["items"]),
        law_enforcement_family=tuple(raw["delivery_agents"]["law_enforcement_family"]),
        vocabularies=MappingProxyType(raw["vocabularies"]),
    )
    for problem in problems(result, raw["meta"]["counts"]):
        raise BadData("data-shape", file=_FILE, problem=problem)
    return result


def problems(tax: Taxonomy, counts: Mapping[str, int]) -> tuple[str, ...]:
    """Return every rule of its own that a taxonomy breaks, as sentences; empty when it is sound."""
    found = [] if len(tax.families) == counts["families"] else ["the number of families is not the one stated"]
    if len(tax.categories) != counts["substantive"] + counts["residual"]:
        found.append("the number of categories is not the one stated")
    if len(set(tax.codes)) != len(tax.codes):
        found.append("a category code stands twice")
    for category in tax.categories:
        found += _category_problems(category, tax)
    for code, shares in tax.function_prior.items():
        if set(shares) - set(tax.codes) or abs(sum(shares.values()) - 1) > 1e-9:
            found.append(f"the prior of function {code} names an unknown category or does not sum to 1")
    return tuple(found)


def _category_problems(category: Category, tax: Taxonomy) -> list[str]:
    rules = {
        "its family is unknown": category.family in tax.families,
        "its default level is not allowed": category.level.default in category.level.allowed,
        "a level is unknown": set(category.level.allowed) <= set(tax.levels),
        "a principle is unknown": {*category.principles.default, *category.principles.max} <= set(tax.principles),
        "a marker's default is above its maximum": all(
            value <= category.principles.max.get(principle, value)
            for principle, value in category.principles.default.items()
        ),
        "its response mode is missing or unknown": (category.level.default == "response")
        == (category.response_mode is not None)
        and category.response_mode in (None, *tax.response_modes),
        "it refers to an unknown category": {entry.code for entry in category.exclude} <= {None, *tax.codes},
    }
    return [f"{category.code}: {rule}" for rule, kept in rules.items() if not kept]


def _shaped(content: Any, shape: type[Any]) -> Any:
    return as_shape(content, shape, file=_FILE)
