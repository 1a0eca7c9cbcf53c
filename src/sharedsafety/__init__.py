"""Shared Safety: from what people said to where the money goes and what changes."""

__version__ = "0.1.0"
