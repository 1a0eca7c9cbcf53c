"""Take stock of challenges and opportunities (step 4 of the Introduction)."""
