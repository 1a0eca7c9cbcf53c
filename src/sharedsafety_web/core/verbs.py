"""The verbs ``demo`` and ``serve``: one process, bound to one address, that serves everything."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sharedsafety.cli.output import Outcome
from sharedsafety.core.errors import BadInput

if TYPE_CHECKING:
    from sharedsafety_web.publishing.demonstration import Demonstration

LOOPBACK = "127.0.0.1"
LAST_PORT = 65535


def demo(verbs: Any) -> None:
    """Register ``demo``."""
    parser = verbs.add_parser("demo", help="load, assess, publish and serve the examples on this machine")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--reset", action="store_true", help="begin with an empty database and no sites")
    parser.set_defaults(call=_demo)


def serve(verbs: Any) -> None:
    """Register ``serve``."""
    parser = verbs.add_parser("serve", help="the platform for real use, set up from the environment")
    parser.add_argument("--address", default=LOOPBACK, help="where to listen (default: only this machine)")
    parser.add_argument("--port", type=int, default=8000)
    parser.set_defaults(call=_serve)


def _demo(args: argparse.Namespace) -> Outcome:
    port_checked(LOOPBACK, args.port)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.local"
    _say("Preparing the database ...")
    with _platform():
        from sharedsafety_web.publishing.demonstration import demonstration_ready

        ready = demonstration_ready(reset=args.reset)
        _tell(ready, args.port)
        return _served(LOOPBACK, args.port)


def _tell(ready: Demonstration, port: int) -> None:
    """Print where the demonstration can be seen and how to sign in."""
    site = f"http://localhost:{port}"
    _say(f"Public sites:  {site}/")
    _say(f"Staff sign-in: {site}/workspace/   {ready.email}")
    password = ready.password or f"as before (in {ready.sign_in_file})"
    _say(f"Password:      {password}")
    if ready.jobs:
        names = ", ".join(ready.jobs)
        _say(f"Now publishing {names}: each appears at {site}/ as soon as it is ready.")
    _say("Stop with Ctrl-C.")


def _serve(args: argparse.Namespace) -> Outcome:
    port_checked(args.address, args.port)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
    with _platform():
        from sharedsafety_web.publishing.demonstration import installation_ready

        installation_ready()
        _say(f"Listening on {args.address}:{args.port}. Stop with Ctrl-C.")
        return _served(args.address, args.port)


@contextmanager
def _platform() -> Iterator[None]:
    """Set the platform up and keep its folder to this process; what settings or database refuse becomes a finding.

    Raises:
        BadInput: ``settings-wrong``, ``database-refused`` or ``already-running``.
    """
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db.utils import Error

    try:
        django.setup()
        with _alone():
            yield
    except ModuleNotFoundError as fault:
        if fault.name is None or not os.environ["DJANGO_SETTINGS_MODULE"].startswith(fault.name):
            raise
        raise BadInput("settings-wrong", problem=f"DJANGO_SETTINGS_MODULE: {fault}") from fault
    except ImproperlyConfigured as fault:
        raise BadInput("settings-wrong", problem=str(fault).rstrip(".")) from fault
    except Error as fault:
        raise BadInput("database-refused", problem=str(fault).strip().partition("\n")[0].rstrip(".")) from fault


@contextmanager
def _alone() -> Iterator[None]:
    """On SQLite one process does all the writing: a second one would take the jobs of the first for left behind."""
    from django.conf import settings
    from django.db import connection

    from sharedsafety_web.core.alone import alone_in

    if connection.vendor != "sqlite":
        yield
        return
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    with alone_in(settings.VAR_DIR, else_code="already-running"):
        yield


def port_checked(address: str, port: int) -> None:
    """Raise a finding when another program listens there already.

    Raises:
        BadInput: the port is taken or may not be used.
    """
    if not address or not 1 <= port <= LAST_PORT:
        raise BadInput("port-taken", port=port, address=address or "''", problem="-")
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except (OSError, UnicodeError) as error:
            problem = getattr(error, "strerror", None) or "-"
            raise BadInput("port-taken", port=port, address=address, problem=problem) from error


def _served(address: str, port: int) -> Outcome:
    """Serve until stopped. The worker process starts here, so no chart is ever drawn before it."""
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    connections.close_all()
    server = Granian(
        "config.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_level=LogLevels.error,
        log_access=False,
        workers_kill_timeout=10,  # seconds: a worker that would not end must not hold the program
    )
    server.serve()
    return Outcome(text="Stopped.", data={"stopped": True})


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
