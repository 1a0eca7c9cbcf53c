"""Listen to the community (step 2 of the Introduction)."""
