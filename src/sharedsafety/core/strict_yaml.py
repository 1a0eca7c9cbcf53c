"""YAML without its traps: no repeated keys, no bombs, only ``true`` and ``false`` are booleans, dates stay text."""

from __future__ import annotations

from collections.abc import Hashable
from math import isfinite
from typing import Any

import yaml

from sharedsafety.core.plain_text import unseen_character

#: Deeper nesting ends the parser's process; no file of ours is deeper than ten. They stand here because the data
#: files themselves are read through this module.
_DEEPEST = 100
#: Values a file may hold once its anchors are written out: a few lines of anchors can stand for billions.
_MOST_VALUES = 2_000_000


class RepeatedKey(yaml.YAMLError):
    """A mapping names the same key twice (plain YAML would keep the last one silently).

    Args:
        key: the repeated key.
        row: line of the second one, counted from 1.
    """

    def __init__(self, key: object, row: int) -> None:
        self.key = key
        self.row = row
        super().__init__(f"row {row}: the key {key!r} stands twice")


class _StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc] # the C loader where it is built
    """SafeLoader with YAML 1.2 booleans, no repeated keys, and words for each value that is not what its tag says."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """Return the value of a node; the constructors of PyYAML raise whatever Python raised in them."""
        try:
            return super().construct_object(node, deep=deep)
        except (ValueError, LookupError, AttributeError) as fault:
            kind = node.tag.rpartition(":")[2]
            raise yaml.constructor.ConstructorError(
                None, None, f"this is not of the kind {kind}", node.start_mark
            ) from fault


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, Hashable):
            raise yaml.constructor.ConstructorError(None, None, "a key is a list or a mapping", key_node.start_mark)
        if key in seen:
            raise RepeatedKey(key, key_node.start_mark.line + 1)
        seen.add(key)
    loader.flatten_mapping(node)
    return {loader.construct_object(k, deep=True): loader.construct_object(v, deep=True) for k, v in node.value}


def _number(loader: Any, node: yaml.ScalarNode) -> float:
    value: float = loader.construct_yaml_float(node)
    if not isfinite(value):
        problem = f"{node.value} is not a number anyone can count with"
        raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark)
    return value


def _text(loader: Any, node: yaml.ScalarNode) -> str:
    value: str = loader.construct_scalar(node)
    if character := unseen_character(value):
        problem = f"a text holds the character {character}, which can't be shown"
        raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark)
    return value


_StrictLoader.add_constructor("tag:yaml.org,2002:float", _number)
_StrictLoader.add_constructor("tag:yaml.org,2002:str", _text)
_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
# YAML 1.1 reads on, off, yes, no as booleans: keep true and false only. Dates stay the text that was written.
_StrictLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in rules
        if tag != "tag:yaml.org,2002:timestamp" and (tag != "tag:yaml.org,2002:bool" or first in "tTfF")
    ]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def parse_yaml(text: str) -> Any:
    """Return the content of a YAML text.

    Raises:
        RepeatedKey: a mapping names a key twice.
        yaml.YAMLError: the text is not YAML, is nested too deeply or stands for too much; ``problem_mark.line``
            counts from 0.

    >>> parse_yaml("answer: no")
    {'answer': 'no'}
    """
    _refuse_bombs(text)
    return yaml.load(text, Loader=_StrictLoader)


def problem_of(fault: yaml.YAMLError) -> str:
    """Return in one line what the parser says is wrong.

    >>> problem_of(RepeatedKey("name", 2))
    "row 2: the key 'name' stands twice"
    """
    return str(getattr(fault, "problem", None) or fault).splitlines()[0]


def _refuse_bombs(text: str) -> None:
    """Read the text once without building anything: how deep it goes, and how much it holds written out."""
    values, open_nodes = 0, list[tuple[str | None, int]]()
    written_out: dict[str | None, int] = {}
    for event in yaml.parse(text, Loader=_StrictLoader):
        mark: Any = event.start_mark
        if isinstance(event, yaml.CollectionStartEvent):
            open_nodes.append((event.anchor, values))
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = open_nodes.pop()
            written_out[anchor] = values - before
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor in {anchor for anchor, _ in open_nodes}:
                raise yaml.MarkedYAMLError(problem="an anchor holds itself", problem_mark=mark)
            values += written_out.get(event.anchor, 0)
        values += 1
        if len(open_nodes) > _DEEPEST or values > _MOST_VALUES:
            problem = "it is nested too deeply" if len(open_nodes) > _DEEPEST else "its anchors stand for too much"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=mark)
