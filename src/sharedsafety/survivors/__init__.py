"""Listen to survivors (step 1 of the Introduction)."""
