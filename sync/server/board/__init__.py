"""The board in the waiting room."""
