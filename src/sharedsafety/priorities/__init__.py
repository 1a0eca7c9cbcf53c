"""Create solutions and set priorities (step 5 of the Introduction)."""
