"""Small text files are read in any encoding a spreadsheet program writes, and refused where they are no such files."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from sharedsafety.core import text_in
from sharedsafety.core.errors import Unreadable
from sharedsafety.core.text_in import text_of, text_of_standard_input

TEXT = "name\nSalud y sanación\n"


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", None), ("utf-8-sig", None), ("utf-16", "UTF-16"), ("windows-1252", "Windows-1252")],
)
def test_every_usual_encoding_is_read_and_the_unusual_are_said(tmp_path: Path, encoding: str, said: str | None) -> None:
    (tmp_path / "t.csv").write_bytes(TEXT.encode(encoding))
    text, findings = text_of(tmp_path / "t.csv", "t.csv")
    assert text == TEXT
    assert [finding.params["encoding"] for finding in findings] == ([said] if said else [])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b" \r\n ", "file-empty"),
        (b"\xef\xbb\xbf", "file-empty"),
        (b"\xff\xfe", "file-empty"),
        (TEXT.encode("utf-16-le"), "not-text"),
        (TEXT.encode("utf-32"), "not-text"),
        ((TEXT + "\0").encode("utf-16"), "not-text"),
        (TEXT.encode() + b"\0", "not-text"),
        (b"\xff\xfea", "not-text"),
    ],
    ids=[
        "empty",
        "blank",
        "mark of utf-8",
        "mark of utf-16",
        "no mark",
        "utf-32",
        "NUL in utf-16",
        "NUL",
        "half a pair",
    ],
)
def test_what_is_not_text_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "t.csv").write_bytes(content)
    with pytest.raises(Unreadable) as caught:
        text_of(tmp_path / "t.csv", "t.csv")
    assert (caught.value.code, caught.value.finding.file) == (code, "t.csv")


def test_what_is_no_file_is_never_waited_for(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "endless").symlink_to("/dev/zero")
    for name in ("folder", "pipe", "circle", "endless", "nothing"):
        with pytest.raises(Unreadable) as caught:
            text_of(tmp_path / name, name)
        assert caught.value.code == "file-missing"


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_in, "_limit", lambda: 10)
    (tmp_path / "t.csv").write_bytes(b"x" * 11)
    with pytest.raises(Unreadable) as caught:
        text_of(tmp_path / "t.csv", "t.csv")
    assert caught.value.code == "file-too-large"


def test_standard_input_has_the_same_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("utf-16"))))
    assert text_of_standard_input("-")[0] == TEXT
    monkeypatch.setattr(text_in, "_limit", lambda: 10)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x" * 100)))
    with pytest.raises(Unreadable) as caught:
        text_of_standard_input("-")
    assert caught.value.code == "file-too-large"
