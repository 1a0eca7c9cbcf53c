"""Integrate the planning process (step 3 of the Introduction)."""
