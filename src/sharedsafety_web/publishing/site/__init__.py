"""The static public site of one release: built from an assessment, complete without a server and without scripts."""
