"""Keys of ``community.yaml`` are written anew in their place; every other line stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.small_folder import write_folder

from sharedsafety.core import whole_file
from sharedsafety.core.errors import BadInput
from sharedsafety.core.strict_yaml import parse_yaml
from sharedsafety.folder.agreed_words import PROFILE, AgreedWords, agreed_state, replaced_keys, write_agreed
from sharedsafety.folder.read import read_profile


@pytest.mark.parametrize(
    "old",
    [
        "vision: old\n",
        'vision: "old\n  on two lines"\n',
        "vision: plain\n  and more\n",
        "vision: |\n  one\n\n  two\n",
        "vision: >-\n  folded\n  words\n",
        "vision:\n",
        "vision: old # with a remark\n",
        "",
    ],
)
@pytest.mark.parametrize("new", ["short", "a: b", "# no remark", "two\nlines", "it's 'so'", "- list", " ñandú "])
def test_one_key_is_replaced_whatever_its_form(old: str, new: str) -> None:
    text = f"# head\nid: a\n{old}kind: city # kept\n# end\n"
    made = replaced_keys(text, {"vision": new})
    assert parse_yaml(made) == {"id": "a", "kind": "city", "vision": new}
    for line in ("# head\n", "id: a\n", "kind: city # kept\n", "# end\n"):
        assert line in made


def test_lines_that_end_with_cr_lf_stay_so() -> None:
    made = replaced_keys("id: a\r\nvision: old\r\n", {"vision": "new"})
    assert made == "id: a\r\nvision: new\r\n"


def test_a_file_in_one_line_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        replaced_keys("{id: a, vision: old}\n", {"vision": "new"})
    assert refused.value.finding.code == "agreed-not-in-lines"


def test_where_the_profile_can_not_be_written_the_translations_are_what_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_folder(tmp_path, slug="small", name="Small")
    before = {path.name: path.read_bytes() for path in root.iterdir() if path.is_file()}
    real = whole_file.write_whole

    def failing(path: Path, content: bytes) -> None:
        if path.name == PROFILE:
            raise OSError("disk full")
        real(path, content)

    monkeypatch.setattr(whole_file, "write_whole", failing)
    texts = dict.fromkeys(read_profile(root).languages, "Everybody is safe.")
    words = AgreedWords(key="vision", texts=texts, agreed_by="The board", agreed_on="2026-01-02", source="minutes")
    with pytest.raises(OSError, match="disk full"):
        write_agreed(root, words, before=agreed_state(root))
    assert {path.name: path.read_bytes() for path in root.iterdir() if path.is_file()} == before
