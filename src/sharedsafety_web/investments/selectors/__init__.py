"""What the workspace reads about money."""
