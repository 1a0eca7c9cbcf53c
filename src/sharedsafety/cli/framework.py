"""``sharedsafety framework``: a community's framework pack out of its folder, and another's into it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sharedsafety.cli.output import Outcome

if TYPE_CHECKING:
    from sharedsafety.framework.pack import FrameworkPack


def add_verbs(verbs: Any) -> None:
    """Register ``framework export`` and ``framework import``."""
    inner = verbs.add_parser("framework", help="framework packs: out of a folder, into a folder")
    inner = inner.add_subparsers(metavar="VERB", title="verbs", required=True)
    export = inner.add_parser("export", help="the community's pack as one YAML file, its own changes in it")
    export.add_argument("folder", metavar="FOLDER", type=Path)
    export.add_argument("--out", metavar="FILE", type=Path, required=True, help="the file to write")
    export.set_defaults(call=_export)
    take = inner.add_parser("import", help="put the pack in a file into framework.yaml")
    take.add_argument("folder", metavar="FOLDER", type=Path)
    take.add_argument("file", metavar="FILE", type=Path, help="a pack, as export writes it")
    take.set_defaults(call=_import)


def _export(args: argparse.Namespace) -> Outcome:
    from sharedsafety.core.errors import BadInput
    from sharedsafety.core.whole_file import write_whole
    from sharedsafety.core.whole_folder import refuse_inside
    from sharedsafety.folder.framework_file import pack_text
    from sharedsafety.folder.pack_exchange import exported_pack

    pack = exported_pack(args.folder)
    refuse_inside(args.out, args.folder)
    if args.out.is_dir() or (args.out.exists() and not args.out.read_bytes().startswith(b"schema: ")):
        raise BadInput("out-not-a-result", file=str(args.out))
    write_whole(args.out, pack_text(pack).encode("utf-8"))
    return Outcome(text=f"{args.out}: {_said(pack)}", data={**_about(pack), "file": str(args.out)})


def _import(args: argparse.Namespace) -> Outcome:
    from sharedsafety.folder.framework_file import FILE, read_pack
    from sharedsafety.folder.pack_exchange import import_pack

    noticed = import_pack(args.folder, args.file)
    pack = read_pack(args.file)
    return Outcome(text=f"{FILE}: {_said(pack)}", data={**_about(pack), "file": FILE}, findings=noticed)


def _said(pack: FrameworkPack) -> str:
    return f"the pack {pack.id}, version {pack.version}, with {len(pack.practices)} practices."


def _about(pack: FrameworkPack) -> dict[str, Any]:
    return {
        "pack": pack.id,
        "version": pack.version,
        "based_on": pack.based_on,
        "practices": len(pack.practices),
    }
