"""What the workspace writes about a framework: into the folder, whole or not at all, and into the record."""
