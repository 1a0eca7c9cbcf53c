"""Commands for the person who runs an installation."""
