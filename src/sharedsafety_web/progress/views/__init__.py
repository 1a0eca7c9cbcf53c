"""Pages of the workspace about indicators and about what people asked to measure."""
