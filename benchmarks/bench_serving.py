"""The public site through the real server: requests a second and the slow tail of the front page (performance.md)."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

REQUESTS_A_SECOND = 1000
P95_SECONDS = 0.2
READERS, SECONDS = 8, 5.0
PAGE = "/tiny/r1/en/index.html"
SERVER = """
import sys
from pathlib import Path
from granian import Granian
from granian.constants import Interfaces
Granian("benchmarks.bench_serving:application", address="127.0.0.1", port=int(sys.argv[1]), interface=Interfaces.WSGI,
        workers=1, blocking_threads=4, log_enabled=False).serve()
"""


def application(environ: dict[str, object], start_response: object) -> object:
    """Answer as the server does for the public; nothing stands behind."""
    from sharedsafety_web.core.public_files import PublicFiles

    return PublicFiles(Path(os.environ["BENCH_SITES"]), behind=lambda *_: [])(environ, start_response)


def main() -> None:
    """Serve the made-up county to eight readers for five seconds and print the ratios to the goals."""
    from tests.web.publishing.example_assessment import RELEASE, example_assessment

    from sharedsafety_web.publishing.site import build_site

    with tempfile.TemporaryDirectory() as space:
        build_site(example_assessment(), Path(space) / "tiny" / "r1", release=RELEASE)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environ = {**os.environ, "BENCH_SITES": space, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}
        server = subprocess.Popen([sys.executable, "-c", SERVER, str(port)], env=environ)
        try:
            _wait_for(port)
            seconds = _read(port)
        finally:
            server.terminate()
            server.wait()
    rate, tail = len(seconds) / SECONDS, sorted(seconds)[int(len(seconds) * 0.95)]
    print(f"serving: {rate:.0f} requests a second; ratio to the goal {rate / REQUESTS_A_SECOND:.2f}", end="; ")
    print(f"95 of 100 within {tail * 1000:.0f} ms; ratio to the limit {tail / P95_SECONDS:.2f}")


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server did not start")


def _read(port: int) -> list[float]:
    """Return the seconds of every answer; the readers are threads of this one process and share its processor time."""
    taken: list[float] = []
    end = time.perf_counter() + SECONDS

    def reader() -> None:
        link = http.client.HTTPConnection("127.0.0.1", port)
        while time.perf_counter() < end:
            begun = time.perf_counter()
            link.request("GET", PAGE, headers={"Accept-Encoding": "gzip"})
            answer = link.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"wrong answer: {answer.status}")
            taken.append(time.perf_counter() - begun)

    readers = [threading.Thread(target=reader) for _ in range(READERS)]
    for each in readers:
        each.start()
    for each in readers:
        each.join()
    return taken


if __name__ == "__main__":
    main()
