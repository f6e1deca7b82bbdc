"""Faults of disk, power and clock, made to happen. See README.md."""
