"""Work on requests: find, open, move on, ask others, and what is known beside the answers."""
