"""Copies of everything, and whether everything adds up."""
