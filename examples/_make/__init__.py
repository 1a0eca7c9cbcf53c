"""Maintainers' scripts that copy public data into the examples. Nothing here runs for a user."""
