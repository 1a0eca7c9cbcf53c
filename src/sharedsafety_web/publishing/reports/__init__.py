"""The reports of a release, as accessible HTML and as tagged PDF: one set of sections, filled from what it shows."""
