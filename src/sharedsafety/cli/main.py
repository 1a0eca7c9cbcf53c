"""The one program ``sharedsafety``: finds its verbs, runs one, and never shows a traceback."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from sharedsafety.cli.manners import make_output_safe, stop_tidily_on_signals
from sharedsafety.cli.output import DONE, UNREADABLE, WRONG_CALL, write_outcome, write_refusal
from sharedsafety.core.errors import SharedSafetyError, Unreadable
from sharedsafety.core.findings import Finding

#: One module per chapter's verbs, in the order in which `--help` lists them.
CHAPTERS = ("folder", "plan", "framework", "budget", "progress", "disclosure", "release")


def run() -> None:
    """Run the command line and end the process with the verb's exit status."""
    gc.set_threshold(100_000, 20, 50)  # results are many small frozen values: looking for circles took a tenth of a run
    stop_tidily_on_signals()
    make_output_safe()
    sys.exit(_status_told(sys.argv[1:]))


def _status_told(arguments: Sequence[str]) -> int:
    """Return the exit status when all was printed; a full disk or a reader that went away shows only then."""
    try:
        status = status_of(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _stopped()
    except OSError as fault:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(fault, BrokenPipeError):  # the reader of a pipe went away: not an error of ours
            return DONE
        with suppress(OSError):
            sys.stderr.write(f"{_refused_by_system(fault).sentence()}\n")
        return UNREADABLE
    return status


def status_of(arguments: Sequence[str]) -> int:
    """Run one verb and return its exit status (0 done, 1 found faults, 2 wrong call, 3 unreadable).

    >>> status_of(["--version"]) == 0
    sharedsafety 0.1.0
    True
    """
    parser = _parser()
    try:
        args = parser.parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    if not hasattr(args, "call"):
        parser.print_help()
        return WRONG_CALL
    return _call(args)


def _call(args: argparse.Namespace) -> int:
    try:
        return write_outcome(args.call(args), as_json=args.json)
    except SharedSafetyError as error:
        write_refusal(*error.findings, as_json=args.json)
        return UNREADABLE if isinstance(error, Unreadable) else 1
    except KeyboardInterrupt:
        return _stopped()
    except BrokenPipeError:
        raise
    except Exception as fault:  # noqa: BLE001 - the last guard: no traceback ever reaches a user
        return _unexpected(fault, as_json=args.json)


def _unexpected(fault: Exception, *, as_json: bool) -> int:
    if isinstance(fault, OSError):
        write_refusal(_refused_by_system(fault), as_json=as_json)
        return UNREADABLE
    if str(fault) == "Query interrupted":  # so DuckDB says Ctrl-C while it works
        return _stopped()
    return _fault_of_our_own(fault, as_json=as_json)


def _refused_by_system(fault: OSError) -> Finding:
    place = None if fault.filename is None else str(fault.filename)
    return Finding(code="system-refused", file=place, params={"problem": fault.strerror or type(fault).__name__})


def _stopped() -> int:
    sys.stderr.write("Stopped. Nothing half-done was left behind.\n")
    return 130


def _fault_of_our_own(fault: Exception, *, as_json: bool) -> int:
    """Say that the program itself is wrong, and where its trace was put for whoever mends it."""
    params = {"kind": type(fault).__name__, "trace": _trace_file(fault)}
    write_refusal(Finding(code="fault-of-our-own", params=params), as_json=as_json)
    return UNREADABLE


def _trace_file(fault: Exception) -> str:
    """Return the new file that holds the trace, or a dash where none can be written (a full disk)."""
    try:
        handle, name = tempfile.mkstemp(prefix="sharedsafety-fault-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write("".join(traceback.format_exception(fault)))
    except OSError:
        return "-"
    return name


def _parser() -> argparse.ArgumentParser:
    from sharedsafety import __version__

    parser = argparse.ArgumentParser(
        prog="sharedsafety",
        description="From what people said to where the money goes and what changes.",
    )
    parser.add_argument("--version", action="version", version=f"sharedsafety {__version__}")
    parser.set_defaults(json=False)
    verbs = parser.add_subparsers(metavar="VERB", title="verbs", parser_class=_VerbParser)
    for chapter in CHAPTERS:
        import_module(f"sharedsafety.cli.{chapter}").add_verbs(verbs)
    for entry in sorted(entry_points(group="sharedsafety.verbs"), key=lambda entry: entry.name):
        _add_web_verb(entry, verbs)
    return parser


class _VerbParser(argparse.ArgumentParser):
    """The parser of one verb: every verb can answer with JSON."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_argument("--json", action="store_true", help="print one JSON object")


def _add_web_verb(entry: EntryPoint, verbs: Any) -> None:
    """Add a verb of the platform; without Django installed the library's verbs still work."""
    try:
        entry.load()(verbs)
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] not in {"django", "granian"}:
            raise
