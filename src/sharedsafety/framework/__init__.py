"""The framework a community adopts: principles, practices, taxonomy, and priorities as stated."""
