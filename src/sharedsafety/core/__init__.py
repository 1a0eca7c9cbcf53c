"""What every chapter shares: errors, findings, reviewed data, figures, intervals, the disclosure gate."""
