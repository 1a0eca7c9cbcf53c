"""A PostgreSQL of our own and one Spark session, both on loopback; without them the lane can't run."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

#: PostgreSQL does not start as root.
_AS_OTHER = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


def _programs() -> Path | None:
    found = shutil.which("initdb")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return Path(found).parent if found else installed[-1].parent if installed else None


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    programs = _programs()
    if programs is None:
        pytest.fail("PostgreSQL is not installed (Debian: apt install postgresql)")
    space = tmp_path_factory.mktemp("postgres")
    if _AS_OTHER:
        for folder in (space, *space.parents[:2]):
            folder.chmod(folder.stat().st_mode | 0o011)  # the other user passes through
        shutil.chown(space, "postgres")
    data, port = space / "data", _free_port()

    def run(*words: str) -> None:
        subprocess.run([*_AS_OTHER, *words], check=True, stdout=subprocess.DEVNULL, cwd=space)

    run(str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", "tester", "--no-sync")
    options = f"-p {port} -k {space} -c listen_addresses=127.0.0.1 -c fsync=off"
    run(str(programs / "pg_ctl"), "-w", "-D", str(data), "-l", str(space / "log"), "-o", options, "start")
    try:
        yield f"postgres://tester@127.0.0.1:{port}/postgres"
    finally:
        run(str(programs / "pg_ctl"), "-w", "-D", str(data), "-m", "fast", "stop")


@pytest.fixture(scope="session")
def spark() -> Iterator[str]:
    if shutil.which("java") is None:
        pytest.fail("Java is not installed (Debian: apt install default-jre-headless)")
    from pyspark.sql import SparkSession

    quiet = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
    near = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
    session = SparkSession.builder.master("local[2]").config(map=quiet | near).getOrCreate()
    yield "spark"
    session.stop()
