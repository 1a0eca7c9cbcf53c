"""The published seed of every random choice (docs/reference/commands.md), unless the user gives another."""

SEED = 20170401


def seed(text: str) -> int:
    """Return the seed a person typed: a whole number from 0 on.

    Raises:
        ValueError: it is no such number.

    >>> seed("7")
    7
    """
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number
