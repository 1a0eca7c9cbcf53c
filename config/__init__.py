"""Settings and addresses of the platform."""
