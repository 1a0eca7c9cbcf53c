"""What people write into the rooms of the money chapter."""
