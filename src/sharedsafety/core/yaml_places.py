"""Where the keys of a YAML text stand: a fault names its row, not only its key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class YamlPlaces:
    """The places of a YAML text; ``node`` is the text as nodes, None where it is no YAML.

    >>> YamlPlaces.of("name: A\\nlist:\\n- id: first\\n  kind: x").row("list.first.kind")
    4
    """

    node: Any

    @classmethod
    def of(cls, text: str) -> YamlPlaces:
        """Return the places of a text (one without bombs: ``parse_yaml`` has read it)."""
        try:
            return cls(yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
        except yaml.YAMLError:
            return cls(None)

    def row(self, path: str) -> int | None:
        """Return the row, counted from 1, of the key that ``path`` leads to, as far as it leads; None if nowhere.

        Keys are joined by dots; an entry of a list goes by its number from 0, or by its ``id``.
        """
        node, row = self.node, None
        while path:
            steps = [step for step in _steps(node) if path == step[0] or path.startswith(f"{step[0]}.")]
            if not steps:
                break
            name, at, node = max(steps, key=lambda step: len(step[0]))
            row, path = at.start_mark.line + 1, path[len(name) + 1 :]
        return row


def _steps(node: Any) -> Iterator[tuple[str, Any, Any]]:
    """Yield each way on from a node: its name, the node whose row counts, the node it leads to."""
    if isinstance(node, yaml.MappingNode):
        yield from ((str(key.value), key, value) for key, value in node.value)
    if isinstance(node, yaml.SequenceNode):
        for number, entry in enumerate(node.value):
            keys = entry.value if isinstance(entry, yaml.MappingNode) else ()
            ids = [value.value for key, value in keys if key.value == "id"]
            yield from ((str(name), entry, entry) for name in (number, *ids))
