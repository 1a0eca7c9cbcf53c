"""A budget file written into a folder with all that names it: everything, or nothing."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sharedsafety.core.errors import BadInput
from sharedsafety.core.whole_file import restore, write_whole
from sharedsafety.folder.budget_change import MAPPING, BudgetChange, budget_state


def write_budget(root: Path, change: BudgetChange, path: Path) -> None:
    """Write a change into a folder: the published file first, then what names it; where one fails, none stays.

    Raises:
        BadInput: ``budget-changed-meanwhile``: the folder is no longer as it was when the change was worked out.
    """
    if budget_state(root) != change.before or (root / change.place).exists():
        raise BadInput("budget-changed-meanwhile", file=MAPPING)
    earlier = {name: (root / name).read_bytes() if (root / name).is_file() else b"" for name in change.contents}
    written: list[str] = []
    try:
        write_whole(root / change.place, path.read_bytes())
        for name, content in change.contents.items():
            written.append(name)
            write_whole(root / name, content)
    except OSError:
        for name in written:
            with suppress(OSError):
                restore(root / name, earlier[name])
        (root / change.place).unlink(missing_ok=True)
        raise
