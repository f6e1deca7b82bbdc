"""Other programs: telling them, files for them, and calls of theirs that came twice."""
