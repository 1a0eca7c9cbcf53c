"""Settings: base, local, test, production."""
