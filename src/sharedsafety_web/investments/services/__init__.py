"""What the workspace writes about money."""
