"""The community folder: reading, checking, writing, and the whole assessment of it."""
