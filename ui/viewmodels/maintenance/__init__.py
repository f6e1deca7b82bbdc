"""Maintenance mode: the door, and a view-model for each of its rooms."""
