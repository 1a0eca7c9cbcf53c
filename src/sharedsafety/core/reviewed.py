"""The one loader of reviewed data files: unknown, missing and repeated keys are refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sharedsafety.core.strict_yaml import parse_yaml

if TYPE_CHECKING:
    from sharedsafety.core.errors import BadData

T = TypeVar("T")

_HEADER = ("id", "title", "unit", "sources", "reviewed")


def data_text(name: str) -> str:
    """Return the text of ``data/<name>``, for example ``framework/taxonomy.yaml``."""
    return files("sharedsafety").joinpath("data", *name.split("/")).read_text(encoding="utf-8")


def data_ids() -> tuple[str, ...]:
    """Return the ids of all reviewed data files, in order.

    >>> "core/messages" in data_ids()
    True
    """
    root = files("sharedsafety").joinpath("data")
    chapters = (chapter for chapter in root.iterdir() if chapter.is_dir())
    names = (f"{chapter.name}/{entry.name}" for chapter in chapters for entry in chapter.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def catalogues_named(name: str) -> tuple[str, ...]:
    """Return the ids of the files ``<name>.yaml`` and ``<part>_<name>.yaml`` over all chapters, in order.

    >>> "investments/coding_messages" in catalogues_named("messages")
    True
    """
    return tuple(each for each in data_ids() if f"_{each.split('/')[1]}".endswith(f"_{name}"))


@cache
def read_catalogue(data_id: str) -> dict[str, Any]:
    """Return the content of ``data/<data_id>.yaml`` below its header, as plain mappings and lists.

    The header (``id title unit sources reviewed``) is checked: every reviewed file says what it is,
    where it comes from and who looked at it.

    Raises:
        BadData: the header is incomplete, or ``id`` is not the path of the file.

    >>> sorted(read_catalogue("core/messages")["file-missing"])
    ['fix', 'message', 'severity']
    """
    from sharedsafety.core.errors import BadData

    content: dict[str, Any] = parse_yaml(data_text(f"{data_id}.yaml"))
    missing = [key for key in _HEADER if key not in content]
    if missing or content["id"] != data_id:
        raise BadData("data-header", file=f"{data_id}.yaml", keys=", ".join(missing) or "id")
    return {key: value for key, value in content.items() if key not in _HEADER}


_LOADED: dict[tuple[str, type], Any] = {}


def load_data(data_id: str, shape: type[T]) -> T:
    """Return ``data/<data_id>.yaml`` as an instance of the frozen dataclass ``shape``.

    Raises:
        BadData: a key is unknown or missing, or a value has the wrong type.
    """
    if (data_id, shape) not in _LOADED:
        _LOADED[data_id, shape] = as_shape(read_catalogue(data_id), shape, file=f"{data_id}.yaml")
    loaded: T = _LOADED[data_id, shape]
    return loaded


_ADAPTERS: dict[type, Any] = {}


def _adapter(shape: Any) -> Any:
    """Return the validator of a shape; building one costs more than a hundred uses."""
    from pydantic import ConfigDict, TypeAdapter

    if shape not in _ADAPTERS:
        if not hasattr(shape, "__pydantic_config__"):
            shape.__pydantic_config__ = ConfigDict(extra="forbid")
        _ADAPTERS[shape] = TypeAdapter(shape)
    return _ADAPTERS[shape]


def as_shape(content: Any, shape: type[T], *, file: str) -> T:
    """Return plain ``content`` as ``shape``; the faults are raised with their places.

    Raises:
        BadData: a key is unknown or missing, or a value has the wrong type.
    """
    from pydantic import ValidationError

    try:
        found = cast("T", _adapter(shape).validate_python(content))
    except ValidationError as error:
        faults = [(".".join(str(part) for part in fault["loc"]), fault["msg"]) for fault in error.errors()]
        raise _at_fault(file, faults) from error
    truths = [(at, "Input should be a number, not true or false") for at in _truths_as_numbers(content, found)]
    if truths:
        raise _at_fault(file, truths)
    return found


def _at_fault(file: str, faults: list[tuple[str, str]]) -> BadData:
    from sharedsafety.core.errors import BadData
    from sharedsafety.core.findings import Finding

    return BadData.with_all(
        [Finding(code="data-shape", file=file, column=at, params={"problem": said}) for at, said in faults]
    )


def _truths_as_numbers(given: Any, value: Any, *at: str) -> Iterator[str]:
    """Yield each place at which true or false was read as 1 or 0."""
    if isinstance(given, bool) and not isinstance(value, bool):
        yield ".".join(at)
    elif isinstance(given, Mapping):
        for key, part in given.items():
            read = value.get(key) if isinstance(value, Mapping) else getattr(value, str(key), None)
            yield from _truths_as_numbers(part, read, *at, str(key))
    elif isinstance(given, list) and isinstance(value, list | tuple):
        for number, (part, read) in enumerate(zip(given, value, strict=False)):
            yield from _truths_as_numbers(part, read, *at, str(number))
