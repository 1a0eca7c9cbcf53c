"""The forms of the money chapter, one module a room."""
