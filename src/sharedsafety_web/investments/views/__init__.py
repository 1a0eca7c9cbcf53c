"""What the workspace shows about money, one module a room."""
