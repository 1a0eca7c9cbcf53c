"""Values of options as people write them."""

from __future__ import annotations

import argparse
from datetime import date


def day(text: str) -> date:
    """Return the day that an option names.

    Raises:
        argparse.ArgumentTypeError: it is no day; the program then says so and ends with 2.

    >>> day("2027-07-20").month
    7
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day such as 2027-07-20") from error
