"""``python -m sharedsafety`` is the command line."""

from sharedsafety.cli.main import run

if __name__ == "__main__":
    run()
