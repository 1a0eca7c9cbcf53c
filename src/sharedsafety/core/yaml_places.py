"""Where the keys of a YAML text stand: a fault names its row, not only its key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

#: The keys whose values name an entry of a list.
_NAMED_BY = (("id",), ("report", "language"))


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

        Keys are joined by dots; an entry of a list goes by its number from 0, or by its ``id`` (``report.language`` in
        a list of texts). A path may begin with an entry of a list that stands at the top of the file.
        """
        found = self._row(path)
        if found is None and isinstance(self.node, yaml.MappingNode):
            lists = [str(key.value) for key, value in self.node.value if isinstance(value, yaml.SequenceNode)]
            rows = [self._row(f"{each}.{path}") for each in lists]
            inside = [row for each, row in zip(lists, rows, strict=True) if row != self._row(each)]
            found = inside[0] if inside else None
        return found

    def _row(self, path: str) -> int | None:
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
            yield from ((name, entry, entry) for name in (str(number), *_names(entry)))


def _names(entry: Any) -> Iterator[str]:
    keys = {key.value: value.value for key, value in entry.value} if isinstance(entry, yaml.MappingNode) else {}
    for named_by in _NAMED_BY:
        if all(isinstance(keys.get(key), str) for key in named_by):
            yield ".".join(keys[key] for key in named_by)
