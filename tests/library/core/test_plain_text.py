"""Characters that nobody sees are found; every script and every emoji passes."""

from __future__ import annotations

import pytest

from sharedsafety.core.findings import Finding
from sharedsafety.core.plain_text import on_one_line, unseen_character, without_unseen


@pytest.mark.parametrize(
    "text",
    [
        "Sanación",
        "مرحبا بكم",
        "שלום",
        "安全",
        "👩🏽‍⚕️",
        "a\u200fb",
        "a\u2068b\u2069",
        "two\r\nlines\tand a tab",
        "\u00a0",
    ],
)
def test_what_people_write_passes(text: str) -> None:
    assert unseen_character(text) is None
    assert without_unseen(text) == text


@pytest.mark.parametrize("code", [0x0, 0x7, 0x1B, 0x0B, 0x7F, 0x85, 0x202E, 0xD800, 0xFFFE, 0xFFFF])
def test_what_nobody_sees_is_found_and_taken_out(code: int) -> None:
    text = f"a{chr(code)}b"
    assert unseen_character(text) == f"U+{code:04X}"
    assert without_unseen(text) == "a b"
    assert unseen_character(on_one_line(text)) is None


def test_a_finding_is_one_line_that_no_terminal_obeys() -> None:
    value = "x\nerror    all is well\x1b[2J\x9b2J"
    said = Finding(code="not-on-list", file="a\x1bb.csv", params={"value": value, "allowed": "A"}).sentence()
    assert "\n" not in said
    assert unseen_character(said) is None
