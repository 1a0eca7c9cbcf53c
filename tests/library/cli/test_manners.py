"""The program in a real terminal: outputs that are full, closed or poor in characters, and requests to stop."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SRC = str(ROOT / "src")
PROGRAM = "from sharedsafety.cli.main import run; run()"


def called(code: str, *arguments: str, shell: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python with ``code`` as its own process; ``shell`` is what a shell adds after the command."""
    command = 'exec "$0" "$@" ' + shell
    env = {**os.environ, "PYTHONPATH": SRC, **environment}
    whole = ["/bin/sh", "-c", command, sys.executable, "-c", code, *arguments]
    return subprocess.run(whole, env=env, capture_output=True, text=True, check=False, errors="replace")


def broken(path: Path) -> str:
    """Return a folder whose check has something to say, with a character that not every terminal has."""
    path.mkdir()
    (path / "community.yaml").write_text('kind: "👮"\n', encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("shell", "status"),
    [(">/dev/full", 3), (">&-", 1), ("2>&-", 1), ("</dev/null >/dev/full 2>/dev/full", 3)],
    ids=["full", "no output", "no errors", "both full"],
)
def test_an_output_that_takes_nothing_is_no_fault_of_the_program(tmp_path: Path, shell: str, status: int) -> None:
    run = called(PROGRAM, "check", broken(tmp_path / "c"), shell=shell, TMPDIR=str(tmp_path))
    assert run.returncode == status
    assert "Traceback" not in run.stderr
    assert "Exception ignored" not in run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["c"]


def test_a_refusal_into_a_full_output_keeps_its_status() -> None:
    run = called(PROGRAM, "check", "nowhere", "--json", shell=">/dev/full")
    assert run.returncode == 3
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_without_a_character_shows_its_number(tmp_path: Path, encoding: str) -> None:
    folder = tmp_path / "niños-👮"
    run = called(PROGRAM, "check", broken(folder), PYTHONIOENCODING=encoding)
    assert run.returncode == 1
    assert "\\U0001f46e" in run.stdout


def test_the_name_of_a_folder_gives_a_terminal_no_orders(tmp_path: Path) -> None:
    run = called(PROGRAM, "check", broken(tmp_path / "a\x1b[2Jb"))
    assert "\x1b" not in run.stdout
    assert "\\x1b[2J" in run.stdout


WORK = """
import os, signal, sys, time, tempfile
signal.signal(signal.SIGINT, signal.default_int_handler)  # a runner in the background hands down "ignored"
signal.signal(signal.SIGHUP, signal.SIG_DFL)
from sharedsafety.cli import main

def work(args):
    with tempfile.TemporaryDirectory() as space:
        try:
            os.kill(os.getpid(), getattr(signal, sys.argv[1]))
            time.sleep(60)
        finally:
            os.kill(os.getpid(), signal.SIGINT)  # the impatient second time, in the middle of tidying up
            time.sleep(0.01)

class Parser:
    def parse_args(self, arguments):
        return type("Args", (), {"call": staticmethod(work), "json": False})

main._parser = Parser
main.run()
"""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_asked_to_stop_even_twice_it_ends_tidily(tmp_path: Path, name: str) -> None:
    run = called(WORK, name, TMPDIR=str(tmp_path))
    assert run.returncode == 130
    assert run.stderr.startswith("Stopped.")
    assert list(tmp_path.iterdir()) == []


def test_under_nohup_a_closed_terminal_does_not_count() -> None:
    code = (
        "import os, signal; signal.signal(signal.SIGHUP, signal.SIG_IGN);"
        "from sharedsafety.cli.manners import stop_tidily_on_signals; stop_tidily_on_signals();"
        "os.kill(os.getpid(), signal.SIGHUP); print('still here')"
    )
    assert called(code).stdout == "still here\n"


def test_two_faults_of_the_program_leave_two_traces_and_follow_no_link(tmp_path: Path) -> None:
    code = (
        "from sharedsafety.cli import main\n"
        "def work(args): raise ZeroDivisionError\n"
        "main._parser = lambda: type('P', (), {'parse_args': lambda s, a: type('A', (), "
        "{'call': staticmethod(work), 'json': False})})()\nmain.run()"
    )
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    (tmp_path / "sharedsafety-fault.txt").symlink_to(victim)
    for _ in range(2):
        assert called(code, TMPDIR=str(tmp_path)).returncode == 3
    assert victim.read_text(encoding="utf-8") == "mine"
    traces = list(tmp_path.glob("sharedsafety-fault-*.txt"))
    assert len(traces) == 2
    assert all("ZeroDivisionError" in path.read_text(encoding="utf-8") for path in traces)


def test_importing_the_program_changes_no_answer_to_a_signal() -> None:
    code = (
        "import signal; before = [signal.getsignal(one) for one in signal.valid_signals()]\n"
        "import sharedsafety.cli.main\n"
        "print(before == [signal.getsignal(one) for one in signal.valid_signals()])"
    )
    assert called(code).stdout == "True\n"
