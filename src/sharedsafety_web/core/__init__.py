"""Accounts, communities, roles, layout and what every web chapter shares."""
