"""The verbs ``release list``, ``show`` and ``verify``: what a site published, and whether it still stands."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sharedsafety.cli.output import Outcome
from sharedsafety.core.errors import BadInput
from sharedsafety.core.release_story import release_states
from sharedsafety.core.site_record import read_record, site_faults


def add_verbs(verbs: Any) -> None:
    """Register ``release list``, ``release show`` and ``release verify``."""
    inner = verbs.add_parser("release", help="releases of a site and their record").add_subparsers(
        metavar="VERB", required=True
    )
    listed = inner.add_parser("list", help="every release of a site, and where it stands")
    listed.add_argument("site", metavar="SITE", type=Path)
    listed.set_defaults(call=_list)
    shown = inner.add_parser("show", help="what the record says about one release")
    shown.add_argument("site", metavar="SITE", type=Path)
    shown.add_argument("number", metavar="N", type=int)
    shown.set_defaults(call=_show)
    verify = inner.add_parser("verify", help="whether every file and entry is the one that was signed")
    verify.add_argument("site", metavar="SITE", type=Path)
    verify.add_argument("--head", metavar="HASH", help="the last hash as you noted it earlier")
    verify.set_defaults(call=_verify)


def _list(args: argparse.Namespace) -> Outcome:
    states = release_states(read_record(args.site))
    rows = [
        {"release": state.number, "on": state.on, "manifest": state.manifest, "withdrawn_on": state.withdrawn_on}
        for state in states
    ]
    lines = [
        f"r{state.number:<5} {state.on}  {'withdrawn on ' + state.withdrawn_on if state.withdrawn_on else 'published'}"
        for state in states
    ]
    return Outcome(text="\n".join(lines) or "No release yet.", data={"releases": rows})


def _show(args: argparse.Namespace) -> Outcome:
    found = [entry for entry in read_record(args.site) if entry.content.get("release") == args.number]
    if not found:
        raise BadInput("release-unknown", number=args.number)
    rows = [{"number": entry.number, "hash": entry.hash, **entry.content} for entry in found]
    lines = [f"{entry.content['on']}  {entry.content['action']}{_details(entry.content)}" for entry in found]
    return Outcome(text="\n".join(lines), data={"release": args.number, "entries": rows})


def _details(content: Any) -> str:
    known = {"action", "on", "release"}
    return "".join(f"\n            {key}: {value}" for key, value in content.items() if key not in known and value)


def _verify(args: argparse.Namespace) -> Outcome:
    faults = site_faults(args.site, args.head)
    entries = read_record(args.site)
    head, releases = (entries[-1].hash if entries else None), len(release_states(entries))
    text = f"{releases} releases, {len(entries)} entries; the last hash is {head}."
    verdict = "Everything is as it was signed." if not faults else "This is not what was signed:"
    data = {"releases": releases, "entries": len(entries), "head": head, "whole": not faults}
    return Outcome(text=f"{text}\n{verdict}", data=data, findings=faults)
