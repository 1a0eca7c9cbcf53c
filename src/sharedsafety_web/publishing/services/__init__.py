"""What the workspace does to jobs and releases: asked for, drafted, reviewed, signed, published, withdrawn."""
