"""The database, its tables, and what is locked in it."""
