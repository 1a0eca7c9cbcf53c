"""Pages of the workspace about the framework and the path to the vote."""
