"""The public pages with the platform stopped: a process that knows no database and no setting serves them all."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.core.test_start import ROOT

from sharedsafety.core.errors import BadInput
from sharedsafety_web.core.public_files import STRICT
from sharedsafety_web.core.sites_only import sites_checked

_PATIENCE = 30.0  # seconds for a slow machine; nothing is asserted about it


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[tuple[str, int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    call = [sys.executable, "-m", "sharedsafety", "serve", "--sites", str(site), "--port", str(port)]
    with subprocess.Popen(call, env=bare, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as server:
        try:
            _wait(server, port)
            yield "127.0.0.1", port
        finally:
            server.terminate()


def _wait(server: subprocess.Popen[str], port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"the server did not start: {server.stderr.read() if server.stderr and server.poll() else ''}")


def answer(address: tuple[str, int], path: str, method: str = "GET") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(*address, timeout=_PATIENCE)
    connection.request(method, path)
    return connection.getresponse()


def test_every_file_of_the_site_is_served_as_it_is(address: tuple[str, int], site: Path) -> None:
    files = [path for path in site.rglob("*") if path.is_file() and path.suffix != ".gz"]
    assert len(files) > 20
    for file in files:
        served = answer(address, f"/{file.relative_to(site).as_posix()}")
        assert (served.status, served.read() == file.read_bytes()) == (200, True), file


def test_pages_keep_their_strict_headers(address: tuple[str, int]) -> None:
    served = answer(address, "/")
    assert {name: served.getheader(name) for name, _ in STRICT} == dict(STRICT)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/workspace/", 503), ("GET", "/accounts/login/", 503), ("POST", "/", 405), ("GET", "/../etc/passwd", 404)],
)
def test_what_is_no_public_page_is_refused(address: tuple[str, int], method: str, path: str, status: int) -> None:
    assert answer(address, path, method).status == status


def test_a_folder_without_a_site_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refusal:
        sites_checked(tmp_path)
    assert refusal.value.code == "no-site-there"
