"""For maintainers: refreshes the copied front-end parts (``python -m`` this module; needs npm)."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TARGET = HERE / "static" / "vendor"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ADDRESS = re.compile(r"""url\((?:"[^"]*"|'[^']*'|[^)]*)\)""")
_BETWEEN = re.compile(r",(?![^(]*\))")
_CLASS = re.compile(r"\.((?:\\.|[\w-])+)")
_SIZE = re.compile(r"-(\d+|auto|fill|sm|md|lg|05)$")
_GROUPING = ("@media", "@supports")


def refresh(target: Path = TARGET) -> tuple[str, ...]:
    """Return the files written below ``target``, one folder a package, with ``VENDOR.md`` beside them.

    Raises:
        ValueError: a package does not have the hash that was looked at.
    """
    packages = tomllib.loads((HERE / "vendor.toml").read_text(encoding="utf-8"))["package"]
    written: list[str] = []
    for package in packages:
        for name, content in _contents(package).items():
            path = target / package["folder"] / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            written.append(str(path.relative_to(target)))
    (target / "VENDOR.md").write_text(_record(packages, target, written), encoding="utf-8")
    return tuple(written)


def subset(css: str, blocks: tuple[str, ...]) -> str:
    """Return the rules of ``css`` for plain elements and the named blocks, without fonts and pictures.

    >>> subset(".usa-tag{color:red}.usa-nav{color:blue}p{margin:0}", ("usa-tag",))
    '.usa-tag{color:red}\\np{margin:0}\\n'
    """
    return "".join(f"{rule}\n" for rule in _kept(_ADDRESS.sub("url()", _COMMENT.sub("", css)), frozenset(blocks)))


def _kept(css: str, blocks: frozenset[str]) -> Iterator[str]:
    for head, body in _rules(css):
        if head.startswith(_GROUPING):
            inner = "".join(_kept(body, blocks))
            if inner:
                yield f"{head}{{{inner}}}"
        elif not head.startswith("@"):
            selectors = [one for one in _BETWEEN.split(head) if _belongs(one, blocks)]
            declarations = ";".join(one for one in body.split(";") if one and "url(" not in one)
            if selectors and declarations:
                yield f"{','.join(selectors)}{{{declarations}}}"


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield (head, body) of each rule at the top level; statements without a body are passed over."""
    depth, start, opened = 0, 0, 0
    for at, letter in enumerate(css):
        if letter == ";" and depth == 0:
            start = at + 1
        elif letter == "{":
            opened = at if depth == 0 else opened
            depth += 1
        elif letter == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : at]
                start = at + 1


def _belongs(selector: str, blocks: frozenset[str]) -> bool:
    names = [name.replace("\\", "").split(":")[-1] for name in _CLASS.findall(selector)]
    return all(re.split(r"__|--", name)[0] in blocks or _SIZE.sub("", name) in blocks for name in names)


def _contents(package: Mapping[str, Any]) -> dict[str, bytes]:
    archive = _archive(package)
    contents = {name: _member(archive, member) for member, name in package["files"].items()}
    if "stylesheet" in package:
        css = _member(archive, package["stylesheet"]).decode("utf-8")
        contents["uswds-subset.css"] = subset(css, tuple(package["blocks"])).encode("utf-8")
    return contents


def _archive(package: Mapping[str, Any]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        wanted = f"{package['name']}@{package['version']}"
        subprocess.run(["npm", "pack", wanted], cwd=folder, check=True, capture_output=True)
        content = next(Path(folder).glob("*.tgz")).read_bytes()
    if hashlib.sha256(content).hexdigest() != package["sha256"]:
        raise ValueError(f"{wanted} is not the package that was looked at")
    return content


def _member(archive: bytes, name: str) -> bytes:
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        member = tar.extractfile(name)
        if member is None:
            raise ValueError(f"{name} is not a file")
        return member.read()


def _record(packages: list[dict[str, Any]], target: Path, written: list[str]) -> str:
    lines = [
        "# Copied front-end parts",
        "",
        "Made by `python -m sharedsafety_web.core.vendor`; do not edit the copies.",
        "",
    ]
    lines += ["| package | version | licence | sha256 of the package |", "|---|---|---|---|"]
    lines += [f"| {p['name']} | {p['version']} | {p['licence']} | `{p['sha256']}` |" for p in packages]
    lines += ["", "| file | sha256 |", "|---|---|"]
    lines += [f"| {name} | `{hashlib.sha256((target / name).read_bytes()).hexdigest()}` |" for name in sorted(written)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    refresh()
