"""How the program behaves in a terminal: it ends tidily when asked to, and prints whatever the terminal lacks."""

from __future__ import annotations

import io
import os
import signal
import sys
import time
from pathlib import Path
from types import FrameType

#: Who asks to stop often asks twice; the second request must not break off the tidying up of the first.
TIDY_SECONDS = 3.0


def stop_tidily_on_signals() -> None:
    """Make Ctrl-C, an end asked for and a closed terminal all end the work in the same way."""
    last_asked = -TIDY_SECONDS

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal last_asked
        asked = time.monotonic()
        if asked - last_asked >= TIDY_SECONDS:
            last_asked = asked
            signal.default_int_handler(number, frame)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # nohup: this one shall not count
            signal.signal(number, stop)


def make_output_safe() -> None:
    """Make printing work where the terminal lacks a character, and where an output was closed before we began."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open for the whole run
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
