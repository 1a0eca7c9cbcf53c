"""The public sites as files: read-only, without sessions or cookies, in front of Django."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote
from wsgiref.handlers import format_date_time

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

#: What Django answers; everything else is a file of the public sites.
BEHIND = ("workspace", "accounts", "static")
CHUNK = 65536
#: The start of an address that is relative to the page's own folder.
_RELATIVE = re.compile(rb'\bhref="(?![/#"]|[a-z]+:)')
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".yml": "application/yaml",
    ".cff": "application/yaml",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".ics": "text/calendar; charset=utf-8",
    ".geojson": "application/geo+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".parquet": "application/vnd.apache.parquet",
}
STRICT = (
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()"),
)


class PublicFiles:
    """A WSGI application that answers with files below ``root`` and hands the rest to ``behind``.

    Args:
        root: folder of the published sites; nothing outside it can be reached, dotfiles are never shown.
        behind: the application that answers ``/workspace/``, ``/accounts/`` and ``/static/``.
        hsts_seconds: how long browsers insist on https; 0 on loopback.
        https_only: plain http is sent on to https.
    """

    def __init__(self, root: Path, *, behind: Application, hsts_seconds: int = 0, https_only: bool = False) -> None:
        self.root = root.resolve()
        self.behind = behind
        self.https_only = https_only
        hsts = (("Strict-Transport-Security", f"max-age={hsts_seconds}; includeSubDomains"),)
        self.headers = list(STRICT + (hsts if hsts_seconds else ()))

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path = environ.get("PATH_INFO", "/").encode("latin-1").decode("utf-8", "replace")
        # Django also sends plain http on to https: it knows the hosts and the proxy's header.
        if path.partition("/")[2].partition("/")[0] in BEHIND or self._is_plain_http(environ):
            return self.behind(environ, start_response)
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._text(start_response, "405 Method Not Allowed", [("Allow", "GET, HEAD")])
        return self._answer(environ, start_response, path)

    def _is_plain_http(self, environ: Environ) -> bool:
        secure = environ.get("HTTP_X_FORWARDED_PROTO") == "https" or environ.get("wsgi.url_scheme") == "https"
        return self.https_only and not secure

    def _answer(self, environ: Environ, start_response: StartResponse, path: str) -> Iterable[bytes]:
        file = file_below(self.root, path)
        if file is None:
            return self._missing(environ, start_response, path)
        if file.is_dir():
            return self._text(start_response, "301 Moved Permanently", [("Location", f"/{quote(path.strip('/'))}/")])
        return self._send(environ, start_response, file)

    def _missing(self, environ: Environ, start_response: StartResponse, path: str) -> Iterable[bytes]:
        page = nearest_missing_page(self.root, path)
        if page:
            return self._not_here(environ, start_response, page)
        return self._text(start_response, "404 Not Found", [])

    def _not_here(self, environ: Environ, start_response: StartResponse, page: Path) -> Iterable[bytes]:
        """Send the page for an address without a file: it is read at any depth, so its links begin at its folder."""
        folder = quote(f"/{page.parent.relative_to(self.root)}/".replace("/./", "/"))
        body = _RELATIVE.sub(rb"\g<0>" + folder.encode(), page.read_bytes())
        headers = [("Content-Type", TYPES[page.suffix]), ("Content-Length", str(len(body)))]
        start_response("404 Not Found", [*headers, ("Cache-Control", "no-cache"), *self.headers])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _send(self, environ: Environ, start_response: StartResponse, file: Path) -> Iterable[bytes]:
        packed = file.with_name(file.name + ".gz")
        unzip = _reads_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")) and packed.is_file()
        sent = packed if unzip else file
        facts = sent.stat()
        tag = f'"{facts.st_mtime_ns:x}-{facts.st_size:x}"'
        headers = [
            ("Content-Type", TYPES[file.suffix]),
            ("ETag", tag),
            ("Last-Modified", format_date_time(facts.st_mtime)),
            ("Vary", "Accept-Encoding"),
            ("Cache-Control", "no-cache"),
            *([("Content-Encoding", "gzip")] if unzip else []),
            *self.headers,
        ]
        if _has(environ.get("HTTP_IF_NONE_MATCH", ""), tag):
            start_response("304 Not Modified", headers)
            return []
        start_response("200 OK", [("Content-Length", str(facts.st_size)), *headers])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else _chunks(sent.open("rb"))

    def _text(self, start_response: StartResponse, status: str, headers: list[tuple[str, str]]) -> Iterable[bytes]:
        body = f"{status}\n".encode()
        plain = [("Content-Type", TYPES[".txt"]), ("Content-Length", str(len(body)))]
        start_response(status, [*plain, *headers, *self.headers])
        return [body]


def file_below(root: Path, path: str) -> Path | None:
    """Return the file or folder a path names, or None: no empty, dotted or foreign part is followed."""
    parts = path.split("/")[1:]
    wants_index = not parts or parts[-1] == ""
    names = parts[:-1] if wants_index else parts
    if any(not name or name.startswith(".") or "\\" in name or "\0" in name for name in names):
        return None
    try:
        file = root.joinpath(*names, *(["index.html"] if wants_index else [])).resolve()
        known = file.is_relative_to(root.resolve()) and (file.is_dir() or (file.is_file() and file.suffix in TYPES))
    except OSError:  # a name too long for any file
        return None
    return file if known else None


def nearest_missing_page(root: Path, path: str) -> Path | None:
    """Return the page for an address without a file: that of the nearest folder above it which has one."""
    parts = [part for part in path.split("/") if part]
    for depth in range(len(parts), -1, -1):
        page = file_below(root, "/".join(["", *parts[:depth], "404.html"]))
        if page:
            return page
    return None


def _reads_gzip(accepted: str) -> bool:
    """Return whether a browser says that it unpacks gzip; ``gzip;q=0`` says that it does not."""
    for part in accepted.lower().replace(" ", "").split(","):
        name, _, quality = part.partition(";q=")
        if name == "gzip":
            return quality.strip("0.") != "" or not quality
    return False


def _has(known: str, tag: str) -> bool:
    """Return whether a browser's list of known versions holds this one."""
    return any(one.strip().removeprefix("W/") in {tag, "*"} for one in known.split(","))


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    with stream:
        while piece := stream.read(CHUNK):
            yield piece
