"""Shared Safety: from what people said to where the money goes and what changes."""
