"""Several files are written all together or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from sharedsafety.core import whole_file
from sharedsafety.core.whole_file import write_all


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_all_files_are_written(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"before")
    write_all({tmp_path / "one": b"now", tmp_path / "two": b"new"})
    assert held(tmp_path) == {"one": b"now", "two": b"new"}


@pytest.mark.parametrize("fault", [OSError("disk full"), KeyboardInterrupt()])
def test_where_the_last_can_not_be_written_every_file_is_what_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    (tmp_path / "changed").write_bytes(b"before")
    (tmp_path / "empty").write_bytes(b"")
    real = whole_file.write_whole

    def failing(path: Path, content: bytes) -> None:
        if path.name == "last":
            raise fault
        real(path, content)

    monkeypatch.setattr(whole_file, "write_whole", failing)
    with pytest.raises(type(fault)):
        write_all({tmp_path / name: b"now" for name in ("changed", "empty", "made", "last")})
    assert held(tmp_path) == {"changed": b"before", "empty": b""}
