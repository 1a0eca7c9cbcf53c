"""The open data of a release: tables with their schemas, in the standards other software reads, and the JSON API."""
