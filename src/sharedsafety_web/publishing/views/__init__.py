"""Pages of the workspace about communities, jobs and releases."""
