"""``sharedsafety progress adopt``: one indicator of the catalogue into a folder's own list."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sharedsafety.cli.output import Outcome


def add_adopt_verb(verbs: Any) -> None:
    """Register ``progress adopt``."""
    adopt = verbs.add_parser("adopt", help="one indicator of the catalogue into indicators.yaml")
    adopt.add_argument("folder", metavar="FOLDER", type=Path)
    adopt.add_argument("entry", metavar="ENTRY", help="its id in the catalogue, such as PH-01")
    adopt.add_argument("--language", choices=("en", "es"), default="en", help="the language of its words (default en)")
    adopt.add_argument("--id", metavar="ID", default="", help="the id in your folder; the catalogue proposes one")
    adopt.add_argument("--place", metavar="TEXT", default="", help="the area the numbers will describe, in words")
    adopt.set_defaults(call=_adopt)


def _adopt(args: argparse.Namespace) -> Outcome:
    from sharedsafety.core.whole_file import write_whole
    from sharedsafety.folder.adopt import with_indicator
    from sharedsafety.progress.catalogue import catalogue, indicator_of
    from sharedsafety.progress.catalogue_checks import INDICATORS

    entry = catalogue().entry(args.entry)
    indicator = indicator_of(entry, language=args.language, own_id=args.id, place=args.place)
    write_whole(args.folder / INDICATORS, with_indicator(args.folder, indicator))
    said = [
        f"{entry.id} is in {INDICATORS} as '{indicator['id']}'.",
        f"Where numbers may be found: {indicator['source']['publisher']}, {indicator['source']['title']}.",
        "Before its first row in observations.csv: write its place, its owner, and the source's licence and day.",
        *(f"- {caution}" for caution in indicator["cautions"]),
    ]
    return Outcome(text="\n".join(said), data={"indicator": indicator, "file": INDICATORS})
