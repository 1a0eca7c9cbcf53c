"""The published seed of every random choice (docs/reference/commands.md), unless the user gives another."""

SEED = 20170401
