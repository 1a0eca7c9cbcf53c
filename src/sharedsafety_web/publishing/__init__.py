"""Releases and the static public site."""
