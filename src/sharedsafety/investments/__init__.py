"""How public money is spent, and whether that is consistent with the stated priorities."""
