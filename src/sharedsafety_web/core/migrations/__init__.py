"""How the tables changed."""
