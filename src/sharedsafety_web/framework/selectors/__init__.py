"""What the workspace reads of a community's framework: from its folder, as it stands today."""
