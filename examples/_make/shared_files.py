"""Reading the folder named by SHAREDSAFETY_DATA, and the text of the files that go into an example."""

from __future__ import annotations

import csv
import gzip
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

EXAMPLES = Path(__file__).resolve().parents[1]
NOT_GIVEN = ("", "NA")


def data_root() -> Path:
    """Return the folder of public data that the maintainer has at hand."""
    return Path(os.environ["SHAREDSAFETY_DATA"])


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """Return the rows of a CSV file, packed or not, as mappings of stripped text."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        yield {name.strip(): value.strip() for name, value in row.items()}


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as CSV text; what a row does not give is empty."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


class _PlainDumper(yaml.SafeDumper):
    """YAML without anchors: every entry can be read alone."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def yaml_text(comment: str, content: Any) -> str:
    """Return ``content`` as YAML text below one comment line."""
    body = yaml.dump(content, Dumper=_PlainDumper, sort_keys=False, allow_unicode=True, width=120)
    return f"# {comment}\n{body}"


def words(name: str) -> Any:
    """Return the words a maintainer wrote for a script of this folder."""
    from sharedsafety.core.strict_yaml import parse_yaml

    return parse_yaml(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def write_files(files: Mapping[str, str]) -> None:
    """Write texts to their places below ``examples/``."""
    for name, text in files.items():
        path = EXAMPLES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
