"""The public sites alone: files and nothing else, so that they stay up while the platform is stopped."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from sharedsafety.core.errors import BadInput
from sharedsafety_web.core.public_files import TYPES, Application, Environ, PublicFiles, StartResponse

#: Where the server's own process finds the folder of the sites.
PLACE = "SHAREDSAFETY_SITES"
_NOT_HERE = b"""The workspace is not running; the public pages are.
El espacio de trabajo no funciona; el sitio sigue abierto.
"""


def sites_checked(folder: Path) -> Path:
    """Return the folder of one site or of several.

    Raises:
        BadInput: ``no-site-there``, when no page stands at its top.
    """
    if not (folder / "index.html").is_file():
        raise BadInput("no-site-there", file=str(folder))
    return folder.resolve()


def sites_only() -> Application:
    """Return the application that answers with the files of the sites; the workspace is said not to run."""
    return PublicFiles(Path(os.environ[PLACE]), behind=_stopped)


def _stopped(_: Environ, start_response: StartResponse) -> Iterable[bytes]:
    headers = [("Content-Type", TYPES[".txt"]), ("Content-Length", str(len(_NOT_HERE))), ("Retry-After", "3600")]
    start_response("503 Service Unavailable", headers)
    return [_NOT_HERE]
