"""YAML without its traps: no repeated keys, only ``true`` and ``false`` are booleans, dates stay text."""

from __future__ import annotations

from typing import Any

import yaml


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
    """SafeLoader with YAML 1.2 booleans and no repeated keys."""


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise RepeatedKey(key, key_node.start_mark.line + 1)
        seen.add(key)
    loader.flatten_mapping(node)
    return {loader.construct_object(k, deep=True): loader.construct_object(v, deep=True) for k, v in node.value}


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
        yaml.YAMLError: the text is not YAML; ``problem_mark.line`` counts from 0.

    >>> parse_yaml("answer: no")
    {'answer': 'no'}
    """
    return yaml.load(text, Loader=_StrictLoader)
