"""Tags of the money chapter."""
